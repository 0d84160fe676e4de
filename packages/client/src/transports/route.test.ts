import type { Lane, Op, SendOp } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { type Route, routeOf } from './route.ts'

const live: SendOp = {
  kind: 'send',
  id: 'id',
  thread: 'thread',
  content: 'Hello',
  live: true,
  attempt: 1,
}
const alone: Lane = {
  mode: 'assistant',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

/** One row of the table: a situation in words, what it is, and the endpoint it takes. */
const rows: readonly [string, Op, Lane, Route][] = [
  [
    'a new thread is opened first',
    { kind: 'open', id: 'id', thread: 'thread', traits: {}, context: {}, attempt: 1 },
    alone,
    { endpoint: 'tickets' },
  ],
  ['live, alone, assistant on: posted and answered', live, alone, { endpoint: 'conversations' }],
  [
    'live, alone, people answer: appended',
    live,
    { ...alone, mode: 'people' },
    { endpoint: 'append_message' },
  ],
  ['waited offline', { ...live, live: false }, alone, { endpoint: 'queue', more: false }],
  ['a retry', { ...live, attempt: 2 }, alone, { endpoint: 'queue', more: false }],
  ['a run is on', live, { ...alone, isRunActive: true }, { endpoint: 'queue', more: false }],
  [
    'others wait behind it',
    live,
    { ...alone, isFollowed: true },
    { endpoint: 'queue', more: true },
  ],
  ['something is held', live, { ...alone, isHolding: true }, { endpoint: 'queue', more: false }],
  [
    'waited offline, in a thread of people',
    { ...live, live: false },
    { ...alone, mode: 'people', isFollowed: true },
    { endpoint: 'queue', more: true },
  ],
  ['stop the answer', { kind: 'stop', thread: 'thread' }, alone, { endpoint: 'cancel' }],
  ['read', { kind: 'read', thread: 'thread', order: 3 }, alone, { endpoint: 'read' }],
]

describe('routeOf', () => {
  it.each(rows)('%s', (_situation, op, lane, route) => {
    expect(routeOf(op, lane)).toEqual(route)
  })
})
