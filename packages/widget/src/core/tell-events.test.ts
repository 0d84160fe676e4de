import { describe, expect, it } from 'vitest'
import { buildMessage, createFakeSync, THREAD_ID } from '../../test/fake-sync.ts'
import { createEvents } from '../api/events.ts'
import { tellEvents } from './tell-events.ts'

function listen() {
  const fake = createFakeSync()
  const told: unknown[] = []
  const badges: number[] = []
  const events = createEvents(new EventTarget(), () => undefined)
  const sync = tellEvents(fake.sync, {
    on: events.on,
    options: { token: 't', apiHost: 'https://chat.example' },
    emit: (event, detail) => told.push([event, detail]),
    setUnread: (unread) => badges.push(unread),
    setColor: (color) => told.push(['colour', color]),
    signedOut: () => told.push(['signed out']),
  })
  return { fake, told, badges, sync, events }
}

const at = (id: string) => ({ id, thread: THREAD_ID })
const waiting = { state: 'waiting', why: 'offline' } as const

describe('the events of a page', () => {
  it('tell of a message that was stored, in the tab that wrote it', async () => {
    const { told, sync } = listen()
    await sync.send({ content: 'Hello' })
    await sync.send({ content: 'Are you there?' })
    expect(told).toEqual([
      ['conversation-started', { thread: THREAD_ID }],
      ['message-queued', { ...at('sent-1'), text: 'Hello' }],
      ['message-queued', { ...at('sent-2'), text: 'Are you there?' }],
    ])
  })

  it('tell of a conversation that is in sight, also when it is not the current one', () => {
    const { fake, told, events } = listen()
    const other = { id: 'other', thread: null, messages: [], hasMore: false, isLoaded: true }
    fake.setOther(other)
    events.emit('conversation-changed', { thread: 'other' })
    const reply = buildMessage({ id: 'r', author: 'agent', content: 'Hi' })
    fake.setOther({ ...other, messages: [reply] })
    expect(told).toContainEqual([
      'message-received',
      { id: 'r', thread: 'other', author: 'agent', text: 'Hi' },
    ])
  })

  it('tell of an answer that is being written, and of how it ended', async () => {
    const { fake, told, sync } = listen()
    const answer = (id: string, isWriting: boolean, incomplete = false, content = '') =>
      buildMessage({ id, author: 'assistant', isWriting, incomplete, content })
    fake.setThread({ messages: [buildMessage({ id: 'm' })] })
    const steps = [
      [answer('a', true)],
      [answer('a', true, false, 'It')],
      [answer('a', true, false, 'It')],
      [answer('a', true, false, 'It is')],
      [answer('a', false)],
      [answer('a', false), answer('b', true)],
      [answer('a', false), answer('b', false, true)],
      [answer('a', false), answer('b', false, true), answer('c', true)],
    ]
    for (const added of steps) fake.setThread({ messages: [buildMessage({ id: 'm' }), ...added] })
    await sync.stop(THREAD_ID)
    const last = [answer('a', false), answer('b', false, true), answer('c', false, true)]
    fake.setThread({ messages: [buildMessage({ id: 'm' }), ...last] })
    expect(told.filter((event) => !String(event).startsWith('message'))).toEqual([
      ['reply-started', at('a')],
      ['reply-delta', { ...at('a'), text: '' }],
      ['reply-delta', { ...at('a'), text: 'It' }],
      ['reply-delta', { ...at('a'), text: 'It is' }],
      ['reply-ended', { ...at('a'), isComplete: true }],
      ['reply-started', at('b')],
      ['reply-delta', { ...at('b'), text: '' }],
      ['reply-ended', { ...at('b'), isComplete: false }],
      ['reply-started', at('c')],
      ['reply-delta', { ...at('c'), text: '' }],
      ['reply-stopped', at('c')],
    ])
  })

  it('tell that another conversation is the current one, and not which one it is at first', () => {
    const { fake, told } = listen()
    fake.setStatus({ currentThread: THREAD_ID })
    fake.setStatus({ currentThread: 'other' })
    expect(told).toEqual([['conversation-changed', { thread: 'other' }]])
  })

  it('tell what the visitor thinks of an answer', async () => {
    const { told, sync } = listen()
    await sync.rate(THREAD_ID, 4, 'Quick')
    await sync.describe(THREAD_ID, { isHelped: true })
    await sync.describe(THREAD_ID, { wantsPeople: true })
    await sync.describe(THREAD_ID, { traits: { plan: 'trial' } })
    expect(told).toEqual([
      ['feedback', { thread: THREAD_ID, score: 4 }],
      ['feedback', { thread: THREAD_ID, isHelped: true }],
      ['feedback', { thread: THREAD_ID, isHelped: false }],
    ])
  })

  it('tell once that the visitor has signed out, which is no error', () => {
    const { fake, told } = listen()
    fake.setStatus({ trouble: 'signed_out' })
    fake.setStatus({ trouble: 'signed_out', waiting: 0, connection: 'offline' })
    expect(told.slice(0, 2)).toEqual([['signed out'], ['reset', {}]])
    expect(told.filter((event) => String(event).startsWith('error'))).toEqual([])
  })

  it('tell once of a message that has arrived', () => {
    const { fake, told } = listen()
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: waiting })] })
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: { state: 'sending' } })] })
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: { state: 'sent' } })] })
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: { state: 'read' } })] })
    expect(told).toEqual([['message-sent', at('m')]])
  })

  it('tell of a message that arrived before it was seen in any other state', async () => {
    const { fake, told, sync } = listen()
    fake.setThread({ messages: [], isLoaded: false })
    await sync.send({ content: 'Hello' })
    fake.setThread({ messages: [], isLoaded: false })
    fake.setThread({ messages: [buildMessage({ id: 'sent-1' })], isLoaded: true })
    expect(told).toEqual([
      ['message-queued', { ...at('sent-1'), text: 'Hello' }],
      ['message-sent', at('sent-1')],
    ])
  })

  it('tell of messages that arrive together in their order, each once', () => {
    const { fake, told, sync } = listen()
    const both = (delivery: typeof waiting | { readonly state: 'sent' }) =>
      ['m', 'n'].map((id) => buildMessage({ id, delivery }))
    fake.setThread({ messages: both(waiting) })
    // A page may do something at once that changes the thread, while the second is yet to be told.
    const stop = sync.thread(THREAD_ID).subscribe(() => {
      stop()
      fake.setThread({ messages: both({ state: 'sent' }) })
    })
    fake.setThread({ messages: both({ state: 'sent' }) })
    expect(told).toEqual([
      ['message-sent', at('m')],
      ['message-sent', at('n')],
    ])
  })

  it('tell of a message that was refused', () => {
    const { fake, told } = listen()
    const failed = { state: 'failed', code: 'invalid', detail: '' } as const
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: waiting })] })
    fake.setThread({ messages: [buildMessage({ id: 'm', delivery: failed })] })
    expect(told).toEqual([['message-failed', { ...at('m'), code: 'invalid' }]])
  })

  it('tell of an answer once, when it is complete', () => {
    const { fake, told } = listen()
    const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes' })
    fake.setThread({ messages: [buildMessage({ id: 'm' })] })
    fake.setThread({ messages: [buildMessage({ id: 'm' }), { ...answer, isWriting: true }] })
    fake.setThread({ messages: [buildMessage({ id: 'm' }), answer] })
    fake.setThread({ messages: [buildMessage({ id: 'm' }), { ...answer }] })
    expect(told.filter((event) => !String(event).startsWith('reply'))).toEqual([
      ['message-received', { ...at('a'), author: 'assistant', text: 'Yes' }],
    ])
  })

  it('tell nothing of what was stored before, nor of older messages that come into view', () => {
    const { fake, told } = listen()
    const known = buildMessage({ id: 'k', author: 'agent' })
    fake.setThread({ messages: [known] })
    fake.setThread({ messages: [buildMessage({ id: 'o', author: 'agent' }), known] })
    expect(told).toEqual([])
  })

  it('tell of the connection and of what waits', () => {
    const { fake, told } = listen()
    fake.setStatus({ connection: 'offline', waiting: 1 })
    fake.setStatus({ nextTryAt: 5 })
    expect(told).toEqual([
      ['online-changed', { isOnline: false }],
      ['sync-changed', { connection: 'offline', waiting: 1, failed: 0 }],
    ])
  })

  it('tell of trouble', () => {
    const { fake, told } = listen()
    fake.setStatus({ trouble: 'token' })
    expect(told).toEqual([['error', { kind: 'token' }]])
  })

  it('tell of unread messages, which the badge shows too', () => {
    const { fake, told, badges } = listen()
    fake.setStatus({ unread: 2 })
    expect([told, badges.at(-1)]).toEqual([[['unread-changed', { unread: 2 }]], 2])
  })
})
