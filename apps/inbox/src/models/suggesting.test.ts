import type { TicketsClient } from '@porchlight/client'
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createMemoryDrafts } from '../testing/memory-storage.ts'
import { createReplies } from './replies.ts'
import { createSuggesting } from './suggesting.ts'

function asking(suggestReply: TicketsClient['suggestReply']) {
  const replies = createReplies({
    newKey: () => 'key',
    clock: createManualClock(),
    drafts: createMemoryDrafts(),
  })
  return { reply: replies.to('one'), suggesting: createSuggesting({ suggestReply }) }
}

const says = (suggestion: string) => async () => ({ ok: true, value: { suggestion } }) as const

it('puts what the assistant would say below what was written', async () => {
  const { reply, suggesting } = asking(says('It ships today.'))
  await suggesting.ask('one', reply)
  const alone = reply.text.value
  reply.write('Dear Ada,')
  await suggesting.ask('one', reply)
  expect([alone, reply.text.value]).toEqual(['It ships today.', 'Dear Ada,\n\nIt ships today.'])
})

it('says when there is none, and leaves the text alone', async () => {
  const error = { kind: 'offline', cause: null } as const
  const { reply, suggesting } = asking(async () => ({ ok: false, error }))
  reply.write('Dear Ada,')
  await suggesting.ask('one', reply)
  expect([suggesting.state.value, reply.text.value]).toEqual([
    { kind: 'failed', ticketId: 'one', error },
    'Dear Ada,',
  ])
})

it('names no sources for a reply that was on its way already', async () => {
  const citations = [{ title: 'Shipping', url: null }]
  const { reply, suggesting } = asking(async () => {
    reply.submit()
    return { ok: true, value: { suggestion: 'Today.', citations } }
  })
  reply.write('It left yesterday.')
  await suggesting.ask('one', reply)
  expect([suggesting.state.value, reply.text.value, reply.sources.value.length]).toEqual([
    { kind: 'idle' },
    'It left yesterday.',
    0,
  ])
})

it('keeps its sources until the reply is sent or emptied', async () => {
  const citations = [{ title: 'Shipping', url: null }]
  const { reply, suggesting } = asking(async () => ({
    ok: true,
    value: { suggestion: 'Today.', citations },
  }))
  await suggesting.ask('one', reply)
  reply.write('Today, Ada.')
  const changed = reply.sources.value
  reply.write('')
  expect([changed, reply.sources.value]).toEqual([citations, []])
})
