/** What becomes of what a visitor says. */
import { expect, it } from 'vitest'
import {
  ALONE,
  messageOf,
  newId,
  openOp,
  sendOp,
  type TransportVisit,
  threadOf,
} from './transport-visit.ts'

/** Ops, their outcomes, and what is asked when an outcome is not known. */
export function describeDelivery(visit: TransportVisit): void {
  const { capabilities, deliver, itWith, look, openThread } = visit

  it('opens a thread once, however often it is asked to', async () => {
    const op = openOp(newId())
    const first = await deliver(op)
    const second = await deliver({ ...op, attempt: 2 })
    expect([first, second].map((outcome) => threadOf(outcome)?.id)).toEqual([op.thread, op.thread])
  })

  it('posts a message with a place in its thread', async () => {
    const thread = await openThread()
    const op = sendOp(thread, 'Is the brass lamp in stock?')
    const outcome = await deliver(op)
    expect(messageOf(outcome)).toMatchObject({
      id: capabilities.includes('client_ids') ? op.id : expect.any(String),
      thread,
      author: 'visitor',
      content: op.content,
      state: 'posted',
      order: expect.anything(),
    })
    // Above that of a message which is only here: else the core would take it for no news.
    expect(messageOf(outcome)?.rev).toBeGreaterThan(0)
  })

  itWith('client_ids')('posts a repeated message once', async () => {
    const thread = await openThread()
    const op = sendOp(thread, 'Hello')
    await deliver(op)
    await deliver({ ...op, attempt: 2 })
    const page = await visit.page(thread, null, 50)
    expect(page.messages.map((message) => message.content)).toEqual(['Hello'])
  })

  itWith('client_ids')('refuses the same id with another text, and keeps the first', async () => {
    const thread = await openThread()
    const op = sendOp(thread, 'Hello')
    await deliver(op)
    const outcome = await deliver({ ...op, content: 'Goodbye', attempt: 2 })
    expect(outcome).toMatchObject({ kind: 'refused', code: 'idempotency_mismatch' })
  })

  itWith('client_ids')('says that a thread it does not know is gone', async () => {
    expect(await deliver({ ...sendOp(newId(), 'Hello'), attempt: 2 })).toEqual({ kind: 'gone' })
  })

  it('finds a message whose outcome was unknown, and misses one that never arrived', async () => {
    const thread = await openThread()
    const arrived = sendOp(thread, 'Hello')
    await deliver(arrived)
    const found = await look(arrived)
    expect(found).toMatchObject({ kind: 'present', message: { thread, content: 'Hello' } })
    expect(found.kind === 'present' && found.message.rev).toBeGreaterThan(0)
    expect((await look(sendOp(thread, 'Anybody there?'))).kind).toBe('absent')
  })

  it('does not take one message for two of the same text', async () => {
    const thread = await openThread()
    const first = messageOf(await deliver(sendOp(thread, 'Hello')))
    const owned = new Set(first === null ? [] : [first.id])
    expect((await look(sendOp(thread, 'Hello'), { base: null, owned })).kind).toBe('absent')
  })

  visit.itWithTraits('takes what is said of a visitor, as often as it is said', async () => {
    const thread = newId()
    const opened = threadOf(await deliver(openOp(thread)))
    const lane = { ...ALONE, ticket: opened?.ticket?.id ?? null }
    const op = { kind: 'describe', thread, change: { traits: { name: 'Ada' } } } as const
    expect([await deliver(op, lane), await deliver(op, lane)]).toEqual([
      { kind: 'done' },
      { kind: 'done' },
    ])
  })

  itWith('notices')('posts a rating once, under its id', async () => {
    const thread = await openThread()
    await deliver(sendOp(thread, 'Hello'))
    const op = { kind: 'rate', id: newId(), thread, score: 5, comment: 'Quick!' } as const
    const [first, second] = [await deliver(op), await deliver(op)]
    expect(messageOf(first)).toMatchObject({ id: op.id, author: 'notice', state: 'posted' })
    expect(second).toEqual(first)
    const page = await visit.page(thread, null, 50)
    expect(page.messages.map(({ id }) => id).filter((id) => id === op.id)).toEqual([op.id])
  })
}
