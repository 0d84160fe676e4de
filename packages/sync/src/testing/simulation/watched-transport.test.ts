import type { Outcome, Transport } from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { watchTransport } from './watched-transport.ts'

const OP = {
  kind: 'send',
  id: 'op',
  thread: 'thread',
  content: 'Hello',
  live: true,
  attempt: 1,
} as const

const LANE = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
} as const

function setUp() {
  const told: string[] = []
  let resolve: (outcome: Outcome) => void = () => {}
  const promise = new Promise<Outcome>((settle) => {
    resolve = settle
  })
  const inner = { deliver: () => promise } as Partial<Transport> as Transport
  const stop = new AbortController()
  const watched = watchTransport(inner, {
    began: () => ({ arrived() {}, ended: (how) => told.push(how) }),
    forgot() {},
  })
  const delivering = watched.deliver(OP, LANE, stop.signal)
  return { told, stop, resolve, delivering }
}

it('tells that a request was answered', async () => {
  const { told, resolve, delivering } = setUp()
  resolve({ kind: 'gone' })
  await delivering
  expect(told).toEqual(['answered'])
})

it('tells at once, and once, that a request was given up, whatever is still written down of it', async () => {
  const { told, stop, resolve, delivering } = setUp()
  stop.abort()
  expect(told).toEqual(['givenUp'])
  resolve({ kind: 'gone' })
  await delivering
  expect(told).toEqual(['givenUp'])
})
