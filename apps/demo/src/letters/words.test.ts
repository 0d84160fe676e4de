import type { MessageView, SyncStatus } from '@porchlight/sync'
import { expect, it } from 'vitest'
import { describeDelivery, describeRefusal, describeStatus } from './words.ts'

const status: SyncStatus = {
  connection: 'online',
  trouble: null,
  isDurable: true,
  waiting: 0,
  waitingSince: null,
  why: null,
  failed: 0,
  unread: 0,
  nextTryAt: null,
  isLeader: true,
  currentThread: null,
  settings: null,
  capabilities: [],
}

const message: MessageView = {
  id: 'm',
  author: 'visitor',
  authorName: null,
  content: 'Hello',
  createdAt: '2026-01-01T12:00:00Z',
  citations: [],
  incomplete: false,
  isWriting: false,
  delivery: { state: 'sent' },
  change: null,
}

it.each([
  [{}, 'We are listening.'],
  [{ waiting: 2 }, 'We are listening. 2 letters wait.'],
  [{ connection: 'offline', waiting: 1 }, 'You are offline. 1 letter waits.'],
  [{ connection: 'connecting' }, 'Connecting …'],
  [{ trouble: 'token' }, 'Letters cannot be sent from here (token).'],
] as const)('says of %j “%s”', (change, words) => {
  expect(describeStatus({ ...status, ...change })).toBe(words)
})

it.each([
  [{ kind: 'stored', id: 'm', thread: 't' }, ''],
  [{ kind: 'too_long', limit: 10_000, length: 10_001 }, 'It has 10001 characters; 10000 fit.'],
  [{ kind: 'full' }, 'Too many letters wait already. This one is still here.'],
] as const)('answers %j with “%s”', (result, words) => {
  expect(describeRefusal(result)).toBe(words)
})

it.each([
  [{ delivery: { state: 'sent' } }, 'sent'],
  [{ delivery: { state: 'waiting', why: 'offline' } }, 'waits for a connection'],
  [{ delivery: null, isWriting: true }, 'is being written'],
  [{ delivery: null }, ''],
  [{ delivery: { state: 'held' }, change: { kind: 'withdraw' } }, 'being taken back'],
] as const)('says of a message with %j “%s”', (change, words) => {
  expect(describeDelivery({ ...message, ...change })).toBe(words)
})
