import type { ClientError } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { uuid } from '../testing/build.ts'
import { createMemoryDrafts } from '../testing/memory-storage.ts'
import { createReplies } from './replies.ts'
import type { Reply } from './reply.ts'
import { tellActivity } from './telling.ts'

function begin(n: number): Reply {
  const clock = createManualClock()
  const replies = createReplies({ newKey: () => 'key', clock, drafts: createMemoryDrafts() })
  return replies.to(uuid('ticket', n))
}

function open(refusal: ClientError | null = null) {
  const clock = createManualClock()
  const told: string[] = []
  const conversation = signal<string | null>('c1')
  const isVisible = signal(true)
  const reply = signal<Reply | null>(begin(1))
  const stop = tellActivity({
    client: {
      async tellActivity(at, doing) {
        told.push(`${at} ${doing}`)
        return refusal === null ? { ok: true, value: null } : { ok: false, error: refusal }
      },
    },
    clock,
    conversation,
    reply,
    isVisible,
  })
  const type = (text: string) => reply.value?.write(text)
  return { clock, told, conversation, isVisible, reply, stop, type }
}

it('says every 20 s that a ticket is looked at, and when it is not any more', async () => {
  const { clock, told, conversation, isVisible, stop } = open()
  await clock.advance(20_000)
  isVisible.value = false
  await clock.advance(60_000)
  isVisible.value = true
  conversation.value = 'c2'
  stop()
  expect(told).toEqual([
    'c1 looking',
    'c1 looking',
    'c1 none',
    'c1 looking',
    'c1 none',
    'c2 looking',
    'c2 none',
  ])
})

it('says every 3 s that a reply is written, and once that it is not', async () => {
  const { clock, told, type } = open()
  for (let letters = 1; letters <= 40; letters++) {
    type('a'.repeat(letters))
    await clock.advance(100)
  }
  type('')
  expect(told).toEqual(['c1 looking', 'c1 writing', 'c1 writing', 'c1 looking'])
})

it('never says of a note that a reply is written', () => {
  const { told, type, reply } = open()
  type('For Ada')
  reply.value?.setPrivate(true)
  type('For us')
  expect(told).toEqual(['c1 looking', 'c1 writing', 'c1 looking', 'c1 noting'])
})

it('says nothing of what was begun earlier, nor on a page that nobody sees', () => {
  const { told, conversation, isVisible, reply } = open()
  const begun = begin(2)
  begun.write('Begun')
  reply.value = begun
  conversation.value = 'c2'
  isVisible.value = false
  begun.write('Begun, and more')
  expect(told).toEqual(['c1 looking', 'c1 none', 'c2 looking', 'c2 none'])
})

it('says nothing more with a key that may not reply, and goes on after any other failure', async () => {
  const problem = (status: number, code: 'permission_denied' | 'error'): ClientError => ({
    kind: 'problem',
    status,
    problem: { code, detail: 'No.', attr: null },
    retryAfterMs: null,
  })
  const [refused, broken] = [open(problem(403, 'permission_denied')), open(problem(500, 'error'))]
  await settle()
  for (const { type } of [refused, broken]) type('Hi')
  expect([refused.told, broken.told]).toEqual([['c1 looking'], ['c1 looking', 'c1 writing']])
})
