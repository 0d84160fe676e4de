import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMessage, buildTicket, uuid } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createThread } from './thread.ts'

const ID = uuid('ticket', 1)

async function opened(count: number) {
  const { api, client } = openFakeApi([buildTicket(1)])
  api.messages.set(
    ID,
    Array.from({ length: count }, (_, n) => buildMessage(n + 1)),
  )
  const thread = createThread(client.tickets, ID)
  await settle()
  const seqs = () => thread.messages.value.map((message) => message.seq)
  return { api, thread, seqs }
}

it('shows the end of a long thread first, and what is before it on demand', async () => {
  const { thread, seqs } = await opened(250)
  expect([seqs().at(0), seqs().at(-1), thread.hasEarlier.value]).toEqual([151, 250, true])
  await thread.readEarlier()
  await thread.readEarlier()
  expect([seqs().length, seqs().at(0), thread.hasEarlier.value]).toEqual([250, 1, false])
})

it('puts messages in their place, however late they are heard of', async () => {
  const { thread, seqs } = await opened(2)
  thread.put(buildMessage(4))
  thread.put(buildMessage(3))
  expect(seqs()).toEqual([1, 2, 3, 4])
})

it('replaces a message only by a higher rev', async () => {
  const { thread } = await opened(0)
  thread.put(buildMessage(1, { rev: 3, content: 'newer' }))
  thread.put(buildMessage(1, { rev: 2, content: 'older' }))
  expect(thread.messages.value.map(({ content }) => content)).toEqual(['newer'])
})

it('says why it is empty, and is whole after another attempt', async () => {
  const { api, thread, seqs } = await opened(0)
  api.messages.set(ID, [buildMessage(1)])
  api.fail({ to: 'GET tickets/', as: { status: 500, code: 'error' } })
  await thread.reload()
  expect([seqs(), thread.state.value.kind]).toEqual([[], 'failed'])
  await thread.reload()
  expect([seqs(), thread.state.value.kind]).toEqual([[1], 'ready'])
})
