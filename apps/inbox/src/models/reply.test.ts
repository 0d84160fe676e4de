import { createTeamClient } from '@porchlight/client'
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket, uuid } from '../testing/build.ts'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createReplies, createReply } from './reply.ts'

const ID = uuid('ticket', 1)

function writing() {
  const api = createFakeApi([buildTicket(1)])
  const client = createTeamClient({
    origin: 'https://t',
    apiKey: FAKE_KEY,
    fetch: api.fetch,
    clock: createManualClock(),
  }).tickets
  let keys = 0
  const reply = createReply(ID, () => `key-${++keys}`)
  const posted = () => (api.messages.get(ID) ?? []).map((m) => [m.content, m.is_private])
  return { api, client, reply, posted, keys: () => keys }
}

it('is empty again once the server has the text', async () => {
  const { client, reply, posted } = writing()
  reply.write('It left today.')
  await reply.send(client)
  expect([reply.text.value, reply.state.value, posted()]).toEqual([
    '',
    { kind: 'idle' },
    [['It left today.', false]],
  ])
})

it('keeps the text when it could not be sent', async () => {
  const { api, client, reply, posted } = writing()
  api.fail({ to: 'POST tickets/', as: 'offline' })
  reply.write('It left today.')
  expect(await reply.send(client)).toBeNull()
  expect([reply.text.value, reply.state.value.kind, posted()]).toEqual([
    'It left today.',
    'failed',
    [],
  ])
})

it('posts once although the first answer was lost', async () => {
  const { api, client, reply, posted } = writing()
  api.fail({ to: 'POST tickets/', as: 'lost' })
  reply.write('It left today.')
  await reply.send(client)
  await reply.send(client)
  expect([reply.text.value, posted()]).toEqual(['', [['It left today.', false]]])
})

it('makes a new key when the text or its kind has changed', async () => {
  const { api, client, reply, keys } = writing()
  for (let n = 0; n < 3; n++) api.fail({ to: 'POST tickets/', as: 'offline' })
  reply.write('One')
  await reply.send(client)
  reply.write('Two')
  await reply.send(client)
  reply.setPrivate(true)
  await reply.send(client)
  expect(keys()).toBe(3)
})

it('makes a new key for the same words said again', async () => {
  const { client, reply, posted } = writing()
  for (let n = 0; n < 2; n++) {
    reply.write('Thanks')
    await reply.send(client)
  }
  expect(posted()).toEqual([
    ['Thanks', false],
    ['Thanks', false],
  ])
})

it('sends nothing that is blank or longer than 5,000 characters', async () => {
  const { api, client, reply } = writing()
  reply.write(' \n ')
  await reply.send(client)
  reply.write('ä'.repeat(5_001))
  await reply.send(client)
  expect([reply.remaining.value, reply.canSend.value, api.requests]).toEqual([-1, false, []])
})

it('does not change while it is on its way, nor is it sent twice', async () => {
  const { client, reply, posted } = writing()
  reply.write('Once')
  const sending = [reply.send(client), reply.send(client)]
  reply.write('Another')
  await Promise.all(sending)
  expect([reply.text.value, posted()]).toEqual(['', [['Once', false]]])
})

it('keeps what was written to one ticket while another is open', () => {
  const replies = createReplies(() => 'key')
  replies.to('one').write('Half a sentence')
  replies.to('two').write('Other')
  expect(replies.to('one').text.value).toBe('Half a sentence')
  replies.clear()
  expect(replies.to('one').text.value).toBe('')
})
