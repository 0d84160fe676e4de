import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket, uuid } from '../testing/build.ts'
import { createMemoryDrafts } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createReplies } from './replies.ts'
import { UNDO_MS } from './reply.ts'
import { OTHER_TAB_MS } from './reply-state.ts'

const ID = uuid('ticket', 1)
const SOURCES = [{ title: 'Returns', url: 'https://shop.test/returns' }]

/** A page, and what outlives it. */
function writing(options: { attach?: boolean } = {}) {
  const {
    api,
    client: { tickets: client },
    clock,
  } = openFakeApi([buildTicket(1)])
  const drafts = createMemoryDrafts()
  const posted = () => (api.messages.get(ID) ?? []).map((m) => [m.content, m.is_private])
  let keys = 0
  function open({ attach = true } = options) {
    const replies = createReplies({ newKey: () => `key-${++keys}`, clock, drafts })
    const failures: string[] = []
    const detach = attach
      ? replies.attach({
          client,
          onPosted: () => {},
          onFailed: ({ kind }) => failures.push(kind),
          numberOf: () => 1,
        })
      : () => {}
    const reply = replies.to(ID)
    async function send() {
      reply.submit()
      await clock.advance(UNDO_MS)
      await settle()
    }
    return { replies, reply, send, failures, detach }
  }
  return { api, clock, drafts, posted, keys: () => keys, open, ...open() }
}

it('is empty again once the server has the text', async () => {
  const { reply, send, posted } = writing()
  reply.write('It left today.')
  await send()
  expect([reply.text.value, reply.state.value, posted()]).toEqual([
    '',
    { kind: 'idle' },
    [['It left today.', false]],
  ])
})

it('is held for 5 s before it goes, and comes back when that is undone', async () => {
  const { clock, reply, posted } = writing()
  reply.write('It left today.')
  reply.submit()
  await clock.advance(UNDO_MS - 1)
  const held = [reply.state.value.kind, reply.canSend.value]
  reply.undo()
  await clock.advance(UNDO_MS)
  expect([held, reply.text.value, reply.state.value.kind, posted()]).toEqual([
    ['held', false],
    'It left today.',
    'idle',
    [],
  ])
})

it('goes at once when it is not to be held any longer', async () => {
  const { reply, posted } = writing()
  reply.write('It left today.')
  reply.submit()
  reply.sendNow()
  await settle()
  expect(posted()).toEqual([['It left today.', false]])
})

it('holds a note too, which can be undone', async () => {
  const { clock, reply, send, posted } = writing()
  reply.setPrivate(true)
  reply.write('Ask the workshop.')
  reply.submit()
  await settle()
  reply.undo()
  await clock.advance(UNDO_MS)
  const undone = [reply.text.value, reply.isPrivate.value, posted()]
  await send()
  expect([undone, posted()]).toEqual([
    ['Ask the workshop.', true, []],
    [['Ask the workshop.', true]],
  ])
})

it('is held over a reload, and then goes once', async () => {
  const { clock, reply, posted, open, detach } = writing()
  reply.write('It left today.')
  reply.submit()
  await clock.advance(2_000)
  detach()
  const { reply: again } = open()
  const afterReload = [again.text.value, again.state.value.kind]
  await clock.advance(UNDO_MS)
  await settle()
  expect([afterReload, again.text.value, posted()]).toEqual([
    ['It left today.', 'held'],
    '',
    [['It left today.', false]],
  ])
})

it('does not go by itself when the page comes back much later, and is not lost', async () => {
  const { clock, drafts, posted, open } = writing({ attach: false })
  const until = clock.now() - 3_600_000
  const kept = { text: 'It left today.', isPrivate: false, key: null, isTried: false, over: null }
  drafts.write(ID, { ...kept, sources: [], meant: { until, ticketNumber: 1 } })
  drafts.hold(ID, until)
  const { reply } = open({ attach: true })
  await clock.advance(UNDO_MS)
  expect([reply.text.value, reply.state.value, posted(), drafts.held().size]).toEqual([
    'It left today.',
    { kind: 'left', before: 'nothing' },
    [],
    0,
  ])
})

it('keeps what a suggestion was taken from over a reload, until it is sent', async () => {
  const { reply, open } = writing()
  reply.suggest('Within 30 days.', SOURCES)
  const { reply: again, send } = open()
  const kept = again.sources.value
  await send()
  expect([kept, again.sources.value, open().reply.sources.value]).toEqual([SOURCES, [], []])
})

it('says after a reload that it may have been sent, until it is written on', async () => {
  const { api, clock, reply, send, open } = writing()
  api.fail({ to: 'POST tickets/', as: 'lost' })
  reply.write('It left today.')
  await send()
  await clock.advance(OTHER_TAB_MS + 1)
  const { reply: again } = open()
  const found = again.state.value
  again.write('It left today, Ada.')
  expect([found, again.state.value, open().reply.state.value]).toEqual([
    { kind: 'left', before: 'this' },
    { kind: 'idle' },
    { kind: 'idle' },
  ])
})

it('keeps a draft over a reload, with what it is', async () => {
  const { reply, open } = writing()
  reply.setPrivate(true)
  reply.write('Half a sen')
  const { reply: again } = open()
  expect([again.text.value, again.isPrivate.value, again.state.value.kind]).toEqual([
    'Half a sen',
    true,
    'idle',
  ])
})

it('keeps the text when it could not be sent, and says so', async () => {
  const { api, reply, send, posted, failures } = writing()
  api.fail({ to: 'POST tickets/', as: 'offline' })
  reply.write('It left today.')
  await send()
  expect([reply.text.value, reply.state.value.kind, posted(), failures]).toEqual([
    'It left today.',
    'failed',
    [],
    ['offline'],
  ])
})

it('posts once although the first answer was lost, and the page was loaded again', async () => {
  const { api, reply, send, posted, open } = writing()
  api.fail({ to: 'POST tickets/', as: 'lost' })
  reply.write('It left today.')
  await send()
  const again = open()
  await again.send()
  expect([again.reply.text.value, posted()]).toEqual(['', [['It left today.', false]]])
})

it('makes a new key when the text or its kind has changed', async () => {
  const { api, reply, send, keys } = writing()
  for (let n = 0; n < 3; n++) api.fail({ to: 'POST tickets/', as: 'offline' })
  reply.write('One')
  await send()
  reply.write('Two')
  await send()
  reply.setPrivate(true)
  await send()
  expect(keys()).toBe(3)
})

it('makes a new key for the same words said again', async () => {
  const { reply, send, posted } = writing()
  for (let n = 0; n < 2; n++) {
    reply.write('Thanks')
    await send()
  }
  expect(posted()).toEqual([
    ['Thanks', false],
    ['Thanks', false],
  ])
})

it('sends nothing that is blank or longer than 5,000 characters', async () => {
  const { api, reply, send } = writing()
  reply.write(' \n ')
  await send()
  reply.write('ä'.repeat(5_001))
  await send()
  expect([reply.remaining.value, reply.canSend.value, api.requests]).toEqual([-1, false, []])
})

it('does not change while it is on its way, nor is it sent twice', async () => {
  const { reply, send, posted } = writing()
  reply.write('Once')
  const sending = [send(), send()]
  reply.write('Another')
  await Promise.all(sending)
  expect([reply.text.value, posted()]).toEqual(['', [['Once', false]]])
})

it('says that it was left when nobody is signed in who could send it', async () => {
  const { reply, send, detach, posted } = writing()
  detach()
  reply.write('It left today.')
  await send()
  expect([reply.text.value, reply.state.value.kind, posted()]).toEqual([
    'It left today.',
    'left',
    [],
  ])
})

it('says nothing to the next session of what could not be sent at the end of the last one', async () => {
  const { api, reply, replies, detach, failures } = writing()
  api.fail({ to: 'POST tickets/', as: { status: 401, code: 'authentication_failed' } })
  reply.write('It left today.')
  reply.submit()
  replies.clear()
  detach()
  await settle()
  expect([api.requests.length, failures]).toEqual([1, []])
})

it('keeps what was written to one ticket while another is open, until all is forgotten', () => {
  const { replies, open } = writing()
  replies.to('one').write('Half a sentence')
  replies.to('two').write('Other')
  expect(replies.to('one').text.value).toBe('Half a sentence')
  replies.clear()
  expect([replies.to('one').text.value, open().replies.to('one').text.value]).toEqual(['', ''])
})

it('takes a text in where the caret was last, instead of what was chosen there', () => {
  const { reply } = writing()
  reply.write('Dear X, bye')
  reply.place(5, 6)
  reply.insert('Ada')
  const first = [reply.text.value, reply.caret.value.at]
  expect(first).toEqual(['Dear Ada, bye', 8])
  reply.place(99, 99)
  reply.insert('Yours')
  expect(reply.text.value).toBe('Dear Ada, bye\n\nYours')
})

it.each([
  ['Dear |Ada', 'Dear Hello Ada'],
  ['mid|dle', 'mid Hello dle'],
  ['It left.|\n\nYours', 'It left. Hello\n\nYours'],
  ['She wrote "|"', 'She wrote "Hello"'],
  ['Bye|', 'Bye\n\nHello'],
  ['Bye|\n', 'Bye\n\nHello\n'],
  ['|', 'Hello'],
])('keeps what is put in apart from the words around it: %j', (text, expected) => {
  const { reply } = writing()
  const at = text.indexOf('|')
  reply.write(text.replace('|', ''))
  reply.place(at, at)
  reply.insert('Hello')
  expect([reply.text.value, reply.text.value.indexOf('Hello') + 5]).toEqual([
    expected,
    reply.caret.value.at,
  ])
})

it('takes a text in at the end once the text is another than the one the caret was in', async () => {
  const { reply, send } = writing()
  reply.write('It left today.')
  reply.place(2, 7)
  reply.write('It left today.\n\nIt ships in two days.')
  reply.insert('Yours')
  const suggested = reply.text.value
  reply.place(2, 7)
  await send()
  reply.write('Good morning')
  reply.insert('Yours')
  expect([suggested, reply.text.value]).toEqual([
    'It left today.\n\nIt ships in two days.\n\nYours',
    'Good morning\n\nYours',
  ])
})

it('takes nothing in while it is on its way', async () => {
  const { reply, posted, clock } = writing()
  reply.write('It left today.')
  reply.submit()
  reply.insert('More')
  await clock.advance(UNDO_MS)
  await settle()
  expect(posted()).toEqual([['It left today.', false]])
})
