import { settle } from '@porchlight/testkit'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { writeMail } from '../mail/write-mail.ts'
import { mailLink } from '../restore/mail-link.ts'
import type { Place } from '../store/open-database.ts'
import type { Store } from '../store/store.ts'
import { holdOpen } from '../testing/hold-open.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { stockClient } from '../testing/stock-client.ts'
import { inDatabase, openStoreOn } from '../testing/test-database.ts'
import { startTestServer, type TestServer, type VisitorCaller } from '../testing/test-server.ts'
import { eraseThread } from './erase-thread.ts'
import { eraseAddress, eraseVisitor } from './erase-visitor.ts'
import { ERASURE } from './erasure.ts'

const CANARY = 'canary-7f3a'
const EMAIL = `${CANARY}@mail.test`
const link = new URL('https://shop.test/')
const restorable = { project: 1, email: EMAIL, of: 'stock widgets' } as const

/** All rows of all tables, as text. */
async function dump(place: Place): Promise<string> {
  return await inDatabase(place, async (db) => {
    const rows = Object.keys(ERASURE).map((table) =>
      sql`select * from ${sql.table(table)}`.execute(db).then((result) => result.rows),
    )
    return JSON.stringify(await Promise.all(rows))
  })
}

/** Leaves the canary wherever a visitor can leave anything. */
async function leaveTraces(test: TestServer, visitor: VisitorCaller): Promise<string> {
  const { key, id } = test
  const thread = await visitor.open({
    anonymous_traits: { name: CANARY, email: EMAIL },
    session_context: { current_url: `https://shop.test/${CANARY}` },
    session_id: CANARY,
  })
  await visitor.append(thread, `My name is ${CANARY}`)
  const { body } = await key.get(`/tickets/?search=${CANARY}`)
  const ticket = body.results[0].id
  await key.post(`/tickets/${ticket}/reply/`, { message: `Hello ${CANARY}` })
  await key.post(`/tickets/${ticket}/reply/`, { message: `Note on ${CANARY}`, is_private: true })
  await key.patch(`/tickets/${ticket}/`, { tags: [CANARY] })
  await visitor.enqueue(thread, `Waits: ${CANARY}`, { id: id(), more: true })
  return thread
}

async function writeTestMails(place: Place, conversation: string): Promise<void> {
  await openStoreOn(place, async (store) =>
    store.write(async (tx) => {
      const mail = { project: 1, subject: CANARY, text: CANARY }
      await writeMail(tx, { ...mail, kind: 'new_ticket', to: 'team@shop.test', conversation })
      await writeMail(tx, { ...mail, kind: 'restore', to: EMAIL })
      const token = { hash: 'h', project_id: 1, email: EMAIL, used_at: null }
      await tx.db
        .insertInto('restore_tokens')
        .values({ ...token, expires_at: tx.now, created_at: tx.now })
        .execute()
    }),
  )
}

it('[SV74] nothing of an erased visitor is left in any table, and all of everybody else', async () => {
  const test = await startTestServer()
  const [ada, bob] = [await test.visitor(), await test.visitor()]
  const thread = await leaveTraces(test, ada)
  await writeTestMails(test.place, thread)
  await inDatabase(test.place, (db) =>
    db.updateTable('tickets').set({ distinct_id: CANARY, identity_verified: 1 }).execute(),
  )
  const kept = await bob.open()
  await bob.append(kept, 'I stay')
  expect(await dump(test.place)).toContain(CANARY)

  const erased = await openStoreOn(test.place, (store) => eraseVisitor(store, ada.id))

  expect(erased).toEqual({ visitors: 1, threads: 1 })
  const after = await dump(test.place)
  expect(after).not.toContain(CANARY)
  expect(after).not.toContain(ada.id)
  expect((await ada.get('/')).status).toBe(401)
  expect((await bob.get(`/${kept}/`)).body.messages).toHaveLength(1)
})

it('[SV74] erases an answer that is being written, and nobody writes it on', async () => {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant })
  const ada = await test.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Question')
  const turn = await assistant.turn()
  turn.say(`Dear ${CANARY}, `)
  await settle()
  await openStoreOn(test.place, (store) => eraseVisitor(store, ada.id))
  turn.say(`as I said, ${CANARY}, `)
  turn.end()
  await settle()
  expect(await dump(test.place)).not.toContain(CANARY)
})

it('[SV74] not even the ids of its messages stay, which its browser has chosen', async () => {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant })
  const ada = await test.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Question')
  ;(await assistant.turn()).say('An answer that ')
  await settle()
  await ada.enqueue(thread, 'Waits', { more: true })
  const ids = await inDatabase(test.place, (db) => db.selectFrom('messages').select('id').execute())
  expect(ids.length).toBeGreaterThan(1)
  await openStoreOn(test.place, (store) => eraseVisitor(store, ada.id))
  await settle()
  const after = await dump(test.place)
  expect(ids.filter(({ id }) => after.includes(id))).toEqual([])
  const events = await inDatabase(test.place, (db) =>
    db.selectFrom('events').selectAll().where('conversation_id', '=', thread).execute(),
  )
  expect(events).toMatchObject([{ kind: 'thread', message_id: null, visitor_id: null }])
})

it('[SV74] the team is told that the ticket is gone, and its number is nobody else’s', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  const thread = await leaveTraces(test, ada)
  const asJson = { accept: 'application/json' }
  const { body: start } = await test.key.get('/events/', asJson)
  await openStoreOn(test.place, (store) => store.write((tx) => eraseThread(tx, thread)))
  const { body } = await test.key.get(`/events/?cursor=${start.cursor}`, asJson)
  expect(body.events.at(-1)).toMatchObject({
    event: 'ticket_deleted',
    data: { conversation: thread },
  })
  const bob = await test.visitor()
  await bob.append(await bob.open(), 'Hello')
  expect((await test.key.get('/tickets/')).body.results[0].ticket_number).toBe(2)
})

it('[SV74] finds by an address all who told it, however it was written', async () => {
  const test = await startTestServer()
  const [ada, again, bob] = [await test.visitor(), await test.visitor(), await test.visitor()]
  await leaveTraces(test, ada)
  const second = await again.open({ anonymous_traits: { email: EMAIL.toUpperCase() } })
  await again.append(second, 'From another browser')
  await bob.append(await bob.open({ anonymous_traits: { email: `x${EMAIL}` } }), 'I stay')
  const erased = await openStoreOn(test.place, (store) =>
    eraseAddress(store, { project: 1, email: ` ${EMAIL} ` }),
  )
  expect(erased).toEqual({ visitors: 2, threads: 2 })
  expect((await test.key.get('/tickets/')).body.count).toBe(1)
})

it('[SV74] finds by an address whose id it is', async () => {
  const test = await startTestServer()
  const [ada, claims, bob] = [await test.visitor(), await test.visitor(), await test.visitor()]
  const threads = [await ada.open(), await claims.open(), await bob.open()]
  await ada.append(threads[0] ?? '', 'Proven')
  await claims.append(threads[1] ?? '', 'Claimed')
  await bob.append(threads[2] ?? '', 'I stay')
  await inDatabase(test.place, async (db) => {
    const [subject, distinct_id] = ['Ada@Shop.test', 'ADA@shop.test']
    await db.updateTable('visitors').set({ subject }).where('id', '=', ada.id).execute()
    const tickets = db.updateTable('tickets').set({ distinct_id })
    await tickets.where('conversation_id', '=', threads[1] ?? '').execute()
  })
  const erased = await openStoreOn(test.place, (store) =>
    eraseAddress(store, { project: 1, email: 'ada@shop.test' }),
  )
  expect(erased).toEqual({ visitors: 2, threads: 2 })
  expect(await test.ticketTexts(threads[2] ?? '')).toEqual(['I stay'])
})

it('[SV74] leaves the mails and links of others to the same address', async () => {
  const test = await startTestServer()
  const [ada, bob] = [await test.visitor(), await test.visitor()]
  const anonymous_traits = { email: EMAIL }
  const [first, second] = [
    await ada.open({ anonymous_traits }),
    await bob.open({ anonymous_traits }),
  ]
  await ada.append(first, 'Mine')
  await bob.append(second, 'As well')
  await openStoreOn(test.place, async (store) => {
    await store.write(async (tx) => {
      const answer = { project: 1, kind: 'answer', to: EMAIL, subject: 's', text: 't' } as const
      await writeMail(tx, { ...answer, conversation: first })
      await writeMail(tx, { ...answer, conversation: second })
      await writeMail(tx, { ...answer, kind: 'restore' })
      const project = { name: 'other', widget_token: 'plw_other', settings: '{}' }
      await tx.db
        .insertInto('projects')
        .values({ ...project, id: 2, next_ticket_number: 1, created_at: tx.now })
        .execute()
      for (const [hash, project_id] of [
        ['h1', 1],
        ['h2', 2],
      ] as const) {
        const token = { hash, project_id, email: EMAIL, used_at: null }
        await tx.db
          .insertInto('restore_tokens')
          .values({ ...token, expires_at: tx.now, created_at: tx.now })
          .execute()
      }
    })
    await eraseVisitor(store, ada.id)
    expect(await leftBehind(store)).toEqual([
      [second, null],
      ['h1', 'h2'],
    ])
    await eraseVisitor(store, bob.id)
    expect(await leftBehind(store)).toEqual([[], ['h2']])
  })
})

describe.each([
  [
    'two threads at once',
    async (store: Store, first: string, second: string) => {
      const erasing = await holdOpen(store, (tx) => eraseThread(tx, first))
      await erasing.commitDuring(() => store.write((tx) => eraseThread(tx, second)))
    },
  ],
  [
    'the thread for which a link is being mailed',
    async (store: Store, first: string, second: string) => {
      await store.write((tx) => eraseThread(tx, first))
      const mailing = await holdOpen(store, (tx) => mailLink(tx, restorable, { link, token: 't' }))
      await mailing.commitDuring(() => store.write((tx) => eraseThread(tx, second)))
    },
  ],
] as const)('[SV74] (PostgreSQL: many writers) erasing %s', (_, erase) => {
  it('leaves no mail and no link to their address', async () => {
    const test = await startTestServer()
    const who = { widget_session_id: test.id(), distinct_id: 'a' }
    const client = stockClient(test, who)
    for (const text of ['One', 'Two']) await client.send(text, null, { traits: { email: EMAIL } })
    await openStoreOn(test.place, async (store) => {
      await store.write((tx) => mailLink(tx, restorable, { link, token: 'before' }))
      const [first, second] = await store.read(({ db }) =>
        db.selectFrom('conversations').select('id').orderBy('id').execute(),
      )
      await erase(store, first?.id ?? '', second?.id ?? '')
      expect(await leftBehind(store)).toEqual([[], []])
    })
  })
})

async function leftBehind(store: Store): Promise<unknown[]> {
  return await store.read(async ({ db }) => {
    const mails = await db.selectFrom('mails').select('conversation_id').orderBy('kind').execute()
    const links = await db.selectFrom('restore_tokens').select('hash').orderBy('hash').execute()
    return [mails.map((row) => row.conversation_id), links.map((row) => row.hash)]
  })
}

it('[SV74] is finished by doing it again', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  await leaveTraces(test, ada)
  await openStoreOn(test.place, async (store) => {
    await eraseVisitor(store, ada.id)
    expect(await eraseVisitor(store, ada.id)).toEqual({ visitors: 0, threads: 0 })
  })
})
