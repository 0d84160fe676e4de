/** What waits at the server until it is posted. */
import { expect } from 'vitest'
import { messageOf, sendOp, type TransportVisit, WAITING } from './transport-visit.ts'

/** Changing and withdrawing; only for servers with a queue of their own. */
export function describeQueue(visit: TransportVisit): void {
  const { deliver, itWith, openThread } = visit

  itWith('queue_idle')('changes what waits in the queue', async () => {
    const thread = await openThread()
    await visit.hold()
    const op = sendOp(thread, 'Helo')
    expect((await deliver(op, WAITING)).kind).toBe('held')
    const edit = { kind: 'edit', thread, target: op.id, content: 'Hello' } as const
    expect([await deliver(edit), await deliver(edit)]).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect(
      messageOf(await deliver({ ...op, content: 'Hello', attempt: 2 }, WAITING)),
    ).toMatchObject({
      id: op.id,
      content: 'Hello',
      state: 'queued',
    })
  })

  itWith('queue_idle')('withdraws what waits in the queue, for ever', async () => {
    const thread = await openThread()
    await visit.hold()
    const op = sendOp(thread, 'Never mind')
    await deliver(op, WAITING)
    const withdraw = { kind: 'withdraw', thread, target: op.id } as const
    expect(await deliver(withdraw)).toEqual({ kind: 'done' })
    expect(await deliver({ ...op, attempt: 2 }, WAITING)).toEqual({ kind: 'withdrawn' })
  })

  itWith('queue_idle')('says that it is too late to change what is posted', async () => {
    const thread = await openThread()
    const op = sendOp(thread, 'Hello')
    await deliver(op)
    expect([
      await deliver({ kind: 'edit', thread, target: op.id, content: 'Goodbye' }),
      await deliver({ kind: 'withdraw', thread, target: op.id }),
    ]).toEqual([{ kind: 'too_late' }, { kind: 'too_late' }])
  })
}
