import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import type { MailRow } from '../store/schema.ts'
import { inDatabase, openStoreOn } from '../testing/test-database.ts'
import { startTestServer, type TestServer, type VisitorCaller } from '../testing/test-server.ts'
import { writeNotificationSettings } from './notification-settings.ts'

const MINUTE_MS = 60_000
const ADA = 'ada@mail.test'

async function mails(test: TestServer): Promise<MailRow[]> {
  await settle()
  return await inDatabase(test.place, (db) =>
    db.selectFrom('mails').selectAll().orderBy('id').execute(),
  )
}

const anyAddress = { notifications: { recipients: [], replyMails: 'any' } } as const

async function askAndAnswer(test: TestServer, visitor: VisitorCaller): Promise<string> {
  const thread = await visitor.open({ anonymous_traits: { name: 'Ada', email: ADA } })
  await visitor.append(thread, 'Is the lamp in stock?')
  await test.key.post('/tickets/1/reply/', { message: 'It is.' })
  return thread
}

/** What a site has proven of a visitor. */
async function prove(test: TestServer, visitor: VisitorCaller, email: string): Promise<void> {
  await inDatabase(test.place, (db) =>
    db
      .updateTable('visitors')
      .set({ subject: 'ada', verified_traits: JSON.stringify({ email }) })
      .where('id', '=', visitor.id)
      .execute(),
  )
}

it('[SV76] tells the team of a new ticket, once, and of no further message', async () => {
  const recipients = ['one@team.test', 'two@team.test']
  const test = await startTestServer({ notifications: { recipients, replyMails: 'never' } })
  const ada = await test.visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada\r\nBcc: x@y.test', email: ADA } })
  await ada.append(thread, 'Is the\nlamp in stock?')
  await ada.append(thread, 'Or the other?')
  const written = await mails(test)
  // Both are of one moment, so that chance orders them.
  expect(written.map(({ recipient, kind }) => [recipient, kind]).sort()).toEqual([
    ['one@team.test', 'new_ticket'],
    ['two@team.test', 'new_ticket'],
  ])
  expect(written[0]?.subject).toBe('[default] New ticket #1: Is the lamp in stock?')
  expect(written[0]?.text).toContain('Ada Bcc: x@y.test (says to be ada@mail.test) has written')
})

it('[SV76] a project says itself whom to tell', async () => {
  const test = await startTestServer({
    notifications: { recipients: ['server@team.test'], replyMails: 'never' },
  })
  await openStoreOn(test.place, (store) =>
    store.write((tx) =>
      writeNotificationSettings(tx, 1, { recipients: ['project@team.test'], replyMails: null }),
    ),
  )
  const ada = await test.visitor()
  await ada.append(await ada.open(), 'Hello')
  expect((await mails(test)).map(({ recipient }) => recipient)).toEqual(['project@team.test'])
})

it('[SV77] mails answers together to somebody who is away, and once until they were back', async () => {
  const test = await startTestServer(anyAddress)
  const ada = await test.visitor()
  await askAndAnswer(test, ada)
  await test.key.post('/tickets/1/reply/', { message: 'It is brass.' })
  await test.key.post('/tickets/1/reply/', { message: 'For us only', is_private: true })
  await test.clock.advance(15 * MINUTE_MS)
  expect(await mails(test)).toEqual([])
  await test.clock.advance(3 * MINUTE_MS)
  const [mail, ...more] = await mails(test)
  expect(more).toEqual([])
  expect(mail).toMatchObject({ kind: 'answer', recipient: ADA, subject: 'Answer from Support' })
  expect(mail?.text).toContain('It is.\n\n---\n\nIt is brass.')
  expect(mail?.text).not.toContain('For us only')
  await test.key.post('/tickets/1/reply/', { message: 'Still there?' })
  await test.clock.advance(30 * MINUTE_MS)
  expect(await mails(test)).toHaveLength(1)
})

it('[SV77] mails nothing that was read', async () => {
  const test = await startTestServer(anyAddress)
  const ada = await test.visitor()
  const thread = await askAndAnswer(test, ada)
  const { body } = await ada.get(`/${thread}/`)
  await ada.post(`/${thread}/read/`, { seq: body.messages.at(-1).seq })
  await test.clock.advance(60 * MINUTE_MS)
  expect(await mails(test)).toEqual([])
})

it('[SV77] mails nothing to somebody whose browser is open', async () => {
  const test = await startTestServer(anyAddress)
  const [first, second, third] = [test.refreshToken(), test.refreshToken(), test.refreshToken()]
  const { body } = await test.session({ refresh: null, next: first })
  const ada = { ...test.callerWith(body.access) }
  const thread = test.id()
  await ada.post('/tickets/', { conversation: thread, anonymous_traits: { email: ADA } })
  await ada.post(`/${thread}/append_message/`, { content: 'Hi' }, { 'Idempotency-Key': test.id() })
  await test.key.post('/tickets/1/reply/', { message: 'It is.' })
  await test.clock.advance(14 * MINUTE_MS)
  await test.session({ refresh: first, next: second })
  await test.clock.advance(14 * MINUTE_MS)
  await test.session({ refresh: second, next: third })
  await test.clock.advance(14 * MINUTE_MS)
  expect(await mails(test)).toEqual([])
  await test.clock.advance(4 * MINUTE_MS)
  expect(await mails(test)).toHaveLength(1)
})

it('[SV77] an address that was only typed gets nothing unless a project wants it so', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  await askAndAnswer(test, ada)
  await test.clock.advance(30 * MINUTE_MS)
  expect(await mails(test)).toEqual([])
})

it('[SV77] an address that the site has proven gets the answer, whatever was typed', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  await prove(test, ada, 'proven@mail.test')
  await askAndAnswer(test, ada)
  await test.clock.advance(30 * MINUTE_MS)
  expect((await mails(test)).map(({ recipient }) => recipient)).toEqual(['proven@mail.test'])
})
