import { beforeEach, describe, expect, it } from 'vitest'
import type { SendResult, Sync } from '../sync.ts'
import { eventually, isOnline, messages, states, texts, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

describe('changing what is not posted', () => {
  const browser = useBrowser()
  const { posted } = browser
  let sync: Sync

  const idOf = (result: SendResult): string => (result.kind === 'stored' ? result.id : '')
  const send = async (content: string): Promise<string> => idOf(await sync.send({ content }))

  async function goOffline(): Promise<void> {
    browser.server.cut()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
  }

  /** Makes the server hold a message in its queue. */
  async function sendHeld(content: string): Promise<string> {
    await send('opens the thread')
    await until(() => states(sync).join() === 'sent')
    browser.server.hold()
    const id = await send(content)
    await until(() => states(sync).join() === 'sent,held')
    return id
  }

  beforeEach(async () => {
    sync = browser.open().sync
    await until(() => isOnline(sync))
  })

  it('[OB8] changes what waits untouched at once, and sends the new text in its place', async () => {
    await goOffline()
    const first = await send('frist')
    await send('second')
    expect(await sync.edit(first, 'first')).toBe('done')
    await until(() => texts(sync).join() === 'first,second')
    browser.server.restore()
    await eventually(browser.clock, () => posted().length === 2)
    expect(posted()).toEqual(['first', 'second'])
  })

  it('[OB8] takes back what waits after it was surely turned down', async () => {
    await send('opens the thread')
    await until(() => states(sync).join() === 'sent')
    browser.server.script({ kind: 'answer', outcome: { kind: 'busy', why: 'queue_full' } })
    const id = await send('not now')
    await until(() => states(sync).join() === 'sent,waiting')
    expect(await sync.discard(id)).toBe('done')
    await eventually(browser.clock, () => sync.status.get().waiting === 0)
    expect(posted()).toEqual(['opens the thread'])
  })

  it('[OB3] refuses a new text that is blank or too long, and keeps the old one', async () => {
    await goOffline()
    const id = await send('as it was')
    expect(await sync.edit(id, '  ')).toEqual({ kind: 'blank' })
    expect(await sync.edit(id, 'x'.repeat(10_001))).toMatchObject({ limit: 10_000 })
    await until(() => texts(sync).join() === 'as it was')
  })

  it('[OB14] gives what the server holds another text', async () => {
    const id = await sendHeld('tpyo')
    expect(await sync.edit(id, 'typo')).toBe('asked')
    await until(() => texts(sync)[1] === 'typo' && messages(sync)[1]?.change === null)
    browser.server.drain()
    await until(() => posted().length === 2)
    expect(posted()).toEqual(['opens the thread', 'typo'])
  })

  it('[OB14] takes back what the server holds', async () => {
    const id = await sendHeld('never mind')
    expect(await sync.discard(id)).toBe('asked')
    await until(() => texts(sync).length === 1)
    browser.server.drain()
    await until(() => states(sync).join() === 'sent')
    expect(posted()).toEqual(['opens the thread'])
  })

  it('[OB14] keeps the text that came too late with the message that was posted first', async () => {
    const id = await sendHeld('as it was')
    await goOffline()
    expect(await sync.edit(id, 'as it should be')).toBe('asked')
    await until(() => messages(sync)[1]?.change?.kind === 'edit')
    browser.server.drain()
    browser.server.restore()
    await eventually(browser.clock, () => states(sync).join() === 'sent,sent')
    expect(messages(sync)[1]).toMatchObject({
      content: 'as it was',
      change: { kind: 'late', content: 'as it should be' },
    })
    // To change what is posted is no way to lose the text that came too late.
    expect(await sync.edit(id, 'as it should have been')).toBe('too_late')
    expect(messages(sync)[1]?.change?.kind).toBe('late')
    // Nor is "done" the word for what is posted: somebody may have meant the message itself.
    expect(await sync.discard(id)).toBe('too_late')
    await until(() => messages(sync)[1]?.change === null)
    expect(posted()).toEqual(['opens the thread', 'as it was'])
  })

  it('[OB14] holds back what is in doubt, and takes it back once the server says where it is', async () => {
    await send('opens the thread')
    await until(() => states(sync).join() === 'sent')
    browser.server.script({ kind: 'cut_before' })
    const id = await send('in doubt')
    browser.server.hold()
    await until(() => states(sync).join() === 'sent,sending')
    expect(await sync.discard(id)).toBe('asked')
    await eventually(browser.clock, () => texts(sync).length === 1)
    browser.server.drain()
    expect(posted()).toEqual(['opens the thread'])
  })

  it('[OB14] says that it is too late for what is posted', async () => {
    const id = await send('posted')
    await until(() => states(sync).join() === 'sent')
    expect(await sync.edit(id, 'too late')).toBe('too_late')
    expect(await sync.discard(id)).toBe('too_late')
    expect(posted()).toEqual(['posted'])
  })

  it('[OB14] clears all that is not posted, here and on the server', async () => {
    await sendHeld('held')
    await goOffline()
    await send('waits')
    const thread = sync.status.get().currentThread ?? ''
    expect(await sync.clear(thread)).toBe(2)
    browser.server.restore()
    await eventually(browser.clock, () => texts(sync).length === 1)
    browser.server.drain()
    expect(posted()).toEqual(['opens the thread'])
  })

  it('[OB15] stays in doubt when a repetition is turned down, so that nothing is taken back falsely', async () => {
    await send('opens the thread')
    await until(() => states(sync).join() === 'sent')
    browser.server.script(
      { kind: 'cut_after' },
      { kind: 'answer', outcome: { kind: 'throttled', retryAfterMs: 60_000 } },
    )
    browser.server.mute()
    const id = await send('accepted, and nobody heard')
    await eventually(browser.clock, () => sync.status.get().nextTryAt !== null)
    await browser.clock.advance(1_000)
    expect(await sync.discard(id)).toBe('asked')
    browser.server.restore()
    await eventually(browser.clock, () => states(sync).join() === 'sent,sent')
    expect(posted()).toEqual(['opens the thread', 'accepted, and nobody heard'])
  })
})
