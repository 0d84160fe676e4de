import { describe, expect, it } from 'vitest'
import { buildMessage, createFakeSync, THREAD_ID } from '../../test/fake-sync.ts'
import { tellEvents } from './tell-events.ts'

function listen() {
  const fake = createFakeSync()
  const told: unknown[] = []
  const badges: number[] = []
  const sync = tellEvents(fake.sync, {
    options: { token: 't', apiHost: 'https://chat.example' },
    emit: (event, detail) => told.push([event, detail]),
    setUnread: (unread) => badges.push(unread),
    setColor: (color) => told.push(['colour', color]),
  })
  return { fake, told, badges, sync }
}

const at = (id: string) => ({ id, thread: THREAD_ID })
const waiting = { state: 'waiting', why: 'offline' } as const

describe('the events of a page', () => {
  it('tell of a message that was stored, in the tab that wrote it', async () => {
    const { told, sync } = listen()
    await sync.send({ content: 'Hello' })
    expect(told).toEqual([['message-queued', { ...at('sent-1'), text: 'Hello' }]])
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
    expect(told).toEqual([['message-received', { ...at('a'), author: 'assistant', text: 'Yes' }]])
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
    expect(told).toEqual([['sync-changed', { connection: 'offline', waiting: 1, failed: 0 }]])
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
