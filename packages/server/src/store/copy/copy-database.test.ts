import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseHelpArticle } from '../../knowledge/help-sections.ts'
import { createKnowledgeIndex } from '../../knowledge/knowledge-index.ts'
import { DEFAULTS } from '../../server-options.ts'
import { createTestPlace, ENGINE, openStoreOn } from '../../testing/test-database.ts'
import { startTestServer, type TestServer, type VisitorCaller } from '../../testing/test-server.ts'
import { openDatabase, type Place } from '../open-database.ts'
import { StartError } from '../start-error.ts'
import { type CopyReport, copyDatabase } from './copy-database.ts'

const JSON_ONLY = { accept: 'application/json' }

/** A server on SQLite that has seen something, and is closed. */
async function leaveData(): Promise<{ before: TestServer; ada: VisitorCaller; cursor: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-copy-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const before = await startTestServer({ place: { dataDir } })
  const ada = await before.visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada' } })
  for (let n = 1; n <= 30; n++) await ada.append(thread, `Message ${n} \u{1f4a1}`)
  const { body } = await ada.get('/events/', JSON_ONLY)
  await before.key.post('/tickets/1/reply/', { message: 'An answer' })
  await ada.enqueue(thread, 'Waits', { more: true })
  await before.server.close()
  return { before, ada, cursor: body.cursor }
}

async function copy(
  from: Place,
  to: Place,
  onTable: (report: CopyReport) => void = () => {},
): Promise<void> {
  const [source, target] = [
    await openDatabase(from, DEFAULTS.log),
    await openDatabase(to, DEFAULTS.log),
  ]
  await copyDatabase(source, target, onTable).finally(() =>
    Promise.all([source.close(), target.close()]),
  )
}

describe.skipIf(ENGINE !== 'postgres')('(PostgreSQL: it is where the copy goes) a copy', () => {
  it('[SV66] moves everything: tokens, ids, what waits, and the place of every feed', async () => {
    const { before, ada, cursor } = await leaveData()
    const to = await createTestPlace()
    await copy(before.place, to)
    const after = await startTestServer({ place: to, clock: before.clock })
    const again = after.callerWith(ada.access)
    const { body: list } = await again.get('/')
    const thread = list.results[0].id
    const feed = await again.get(`/events/?cursor=${cursor}`, JSON_ONLY)
    await before.clock.advance(3_000)
    const bob = await after.visitor()
    const other = await bob.open()
    await bob.append(other, 'Hello')
    const texts = await after.ticketTexts(thread)
    expect(texts.at(-2)).toBe('An answer')
    expect([texts.length, texts[0], texts.at(-1)]).toEqual([32, 'Message 1 \u{1f4a1}', 'Waits'])
    expect(feed.body.events.map(({ event }: { event: string }) => event)).not.toContain('reset')
    expect(
      feed.body.events.some((e: { data: { content?: string } }) => e.data.content === 'An answer'),
    ).toBe(true)
    const { body: tickets } = await after.key.get('/tickets/')
    expect(tickets.results.map((row: { ticket_number: number }) => row.ticket_number)).toEqual([
      2, 1,
    ])
  })

  it('[SV66] keeps the order of views', async () => {
    const { before } = await leaveData()
    const again = await startTestServer({ place: before.place, clock: before.clock })
    const save = async (name: string) => (await again.key.post('/views/', { name })).body.short_id
    const [first, second] = [await save('First'), await save('Second')]
    await again.key.patch(`/views/${second}/`, { before: first })
    const { body: views } = await again.key.get('/views/')
    await again.server.close()
    const to = await createTestPlace()
    await copy(before.place, to)
    const after = await startTestServer({ place: to, clock: before.clock })
    expect((await after.key.get('/views/')).body).toEqual(views)
  })

  it('[SV66] moves what the assistant knows, and finds it there', async () => {
    const { before } = await leaveData()
    const question = { project: 1, text: 'refunds', limit: 1 }
    await openStoreOn(before.place, async (store) => {
      const article = parseHelpArticle('# Refunds\n\nIn 10 days.', { name: 'a', baseUrl: null })
      await createKnowledgeIndex(store).replace(
        { project: 1, source: 'a', name: 'a' },
        article,
        'a',
      )
    })
    const to = await createTestPlace()
    await copy(before.place, to)
    await openStoreOn(to, async (store) => {
      const index = createKnowledgeIndex(store)
      expect(await index.search(question)).toMatchObject([{ section: { body: 'In 10 days.' } }])
      const article = parseHelpArticle('# More\n\nText.', { name: 'b', baseUrl: null })
      await index.replace({ project: 1, source: 'b', name: 'b' }, article, 'b')
    })
  })

  it('[SV66] goes on where it was cut off, and nothing starts on a half', async () => {
    const { before } = await leaveData()
    const to = await createTestPlace()
    const reports: string[] = []
    const cut = copy(before.place, to, ({ table }) => {
      if (table === 'messages') throw new Error('the power went out')
    })
    await expect(cut).rejects.toThrow('the power went out')
    await expect(startTestServer({ place: to })).rejects.toMatchObject({ kind: 'database_url' })
    await copy(before.place, to, ({ table, rows }) => reports.push(`${table} ${rows}`))
    expect(reports).toContain('messages 32')
    const after = await startTestServer({ place: to, clock: before.clock })
    expect((await after.key.get('/tickets/')).body.count).toBe(1)
  })

  it('[SV66] begins anew when its source has gone on meanwhile', async () => {
    const { before } = await leaveData()
    const to = await createTestPlace()
    const cut = copy(before.place, to, ({ table }) => {
      if (table === 'messages') throw new Error('the power went out')
    })
    await expect(cut).rejects.toThrow('the power went out')
    const again = await startTestServer({ place: before.place, clock: before.clock })
    const bob = await again.visitor()
    const thread = await bob.open()
    await bob.append(thread, 'Meanwhile')
    await again.server.close()
    await copy(before.place, to)
    const after = await startTestServer({ place: to, clock: before.clock })
    expect(await after.ticketTexts(thread)).toEqual(['Meanwhile'])
    const callers = { ...bob, ...after.callerWith(bob.access) }
    const { status } = await callers.post(
      `/${thread}/append_message/`,
      { content: 'Afterwards' },
      { 'Idempotency-Key': after.id() },
    )
    expect([status, (await after.key.get('/tickets/')).body.count]).toEqual([201, 2])
  })

  it('[SV66] begins anew when the team has changed meanwhile what no event tells of', async () => {
    const { before } = await leaveData()
    const again = await startTestServer({ place: before.place, clock: before.clock })
    const save = async (name: string) => (await again.key.post('/views/', { name })).body.short_id
    const [first, second] = [await save('First'), await save('Second')]
    const to = await createTestPlace()
    const cut = copy(before.place, to, ({ table }) => {
      if (table === 'ticket_views') throw new Error('the power went out')
    })
    await expect(cut).rejects.toThrow('the power went out')
    await again.key.patch(`/views/${second}/`, { before: first })
    const { body: views } = await again.key.get('/views/')
    await again.server.close()
    await copy(before.place, to)
    const after = await startTestServer({ place: to, clock: before.clock })
    expect((await after.key.get('/views/')).body).toEqual(views)
  })

  it('[SV66] does not mix two databases, and does not copy what is not there', async () => {
    const { before } = await leaveData()
    const other = await startTestServer()
    await expect(copy(before.place, other.place)).rejects.toThrow(StartError)
    const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-copy-'))
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
    await expect(copy({ dataDir }, await createTestPlace())).rejects.toMatchObject({
      kind: 'data_dir',
    })
  })
})
