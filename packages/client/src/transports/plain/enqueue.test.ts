/** What waits in the queue of a plain server, and what its cache loses. */
import { describe, expect, it } from 'vitest'
import { askPlain } from '../../testing/ask-plain.ts'
import { LANE, signal } from '../../testing/plain-visit.ts'

describe('what waits in the queue', () => {
  it('is told under its own id once it is posted, whatever trace id the server gives it', async () => {
    const visit = await askPlain()
    const op = visit.sendOp(visit.thread, 'Waits')
    await visit.deliver(op)
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.finish(visit.thread, 'Answer')
    await visit.clock.advance(5_000)
    const told = feed.events.flatMap((e) => (e.kind === 'message' ? [e.message] : []))
    expect(told.map(({ id, content }) => [id === op.id, content])).toEqual([
      [false, 'Answer'],
      [true, 'Waits'],
    ])
    feed.close()
  })

  it('is not taken for one of another device with the same words that is posted before it', async () => {
    const visit = await askPlain()
    visit.api.enqueueElsewhere(visit.thread, 'Hello')
    const op = visit.sendOp(visit.thread, 'Hello')
    await visit.deliver(op)
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.finish(visit.thread, 'Answer')
    await visit.clock.advance(5_000)
    const isOurs = (): boolean[] =>
      feed.events.flatMap((e) =>
        e.kind === 'message' && e.message.content === 'Hello' ? [e.message.id === op.id] : [],
      )
    expect(isOurs()).toEqual([false])
    visit.api.finish(visit.thread, 'Another answer')
    await visit.clock.advance(5_000)
    expect(isOurs()).toEqual([false, true])
    feed.close()
  })

  it.each(['a page', 'a look for another one'])(
    'keeps its place when it leaves the queue while %s reads',
    async (reader) => {
      const visit = await askPlain({ keepsTraceIds: false })
      const { thread } = visit
      const [one, two] = [visit.sendOp(thread, 'Hello'), visit.sendOp(thread, 'Hello')]
      const read = () => visit.transport().page(thread, null, 50, signal)
      await visit.deliver(one)
      const leaveQueue = async (): Promise<void> => visit.api.finish(thread, 'Answer')
      visit.beforeAnswer(leaveQueue, '/queue/')
      if (reader === 'a page') await read()
      else await visit.look(visit.sendOp(thread, 'Other'), { base: 1, owned: new Set() })
      visit.api.finish(thread, 'Another answer')
      expect((await visit.deliver(two)).kind).toBe('settled')
      const { messages } = await read()
      const ours = messages.filter(({ author }) => author === 'visitor').map(({ id }) => id)
      expect(ours.slice(1)).toEqual([one.id, two.id])
    },
  )

  it('can be changed and withdrawn, until it is posted', async () => {
    const visit = await askPlain()
    const [one, two] = [visit.sendOp(visit.thread, 'Oen'), visit.sendOp(visit.thread, 'Two')]
    await visit.deliver(one)
    await visit.deliver(two)
    const { thread } = visit
    const edit = { kind: 'edit', thread, target: one.id, content: 'One' } as const
    const withdraw = { kind: 'withdraw', thread, target: two.id } as const
    const carryOut = (op: typeof edit | typeof withdraw) =>
      visit.transport().deliver(op, LANE, signal)
    expect([await carryOut(edit), await carryOut(withdraw)]).toEqual([
      { kind: 'done' },
      { kind: 'done' },
    ])
    expect(visit.api.queued(thread)).toEqual(['One'])
    visit.api.finish(thread, 'Answer')
    expect(await carryOut(edit)).toEqual({ kind: 'too_late' })
    expect(await carryOut({ ...withdraw, target: one.id })).toEqual({ kind: 'too_late' })
  })

  it('is taken back once and for all, should nobody have noted that it was', async () => {
    const visit = await askPlain()
    const { thread } = visit
    const op = visit.sendOp(thread, 'Waits')
    await visit.deliver(op)
    const withdraw = { kind: 'withdraw', thread, target: op.id } as const
    const edit = { kind: 'edit', thread, target: op.id, content: 'Waits, too' } as const
    const carryOut = (change: typeof edit | typeof withdraw) =>
      visit.transport().deliver(change, LANE, signal)
    expect(await carryOut(withdraw)).toEqual({ kind: 'done' })
    visit.reload()
    expect(await carryOut(withdraw)).toEqual({ kind: 'done' })
    expect(await carryOut(edit)).toEqual({ kind: 'withdrawn' })
    // Sent once more, it is what it was.
    await visit.deliver({ ...op, content: 'Waits, too', attempt: 2 })
    expect(visit.api.queued(thread)).toEqual(['Waits, too'])
    visit.api.finish(thread, 'Answer')
    await visit.transport().page(thread, null, 50, signal)
    expect(await carryOut(withdraw)).toEqual({ kind: 'too_late' })
  })

  it('is known by the words of an edit whose answer was lost, and is not asked for again', async () => {
    const visit = await askPlain({ keepsTraceIds: false })
    const { thread } = visit
    const op = visit.sendOp(thread, 'Oen')
    await visit.deliver(op)
    const edit = { kind: 'edit', thread, target: op.id, content: 'One' } as const
    visit.api.script({ kind: 'cut_after' })
    expect((await visit.transport().deliver(edit, LANE, signal)).kind).toBe('unknown')
    visit.api.finish(thread, 'Answer')
    visit.api.finish(thread, 'Another answer')
    const feed = visit.listen()
    await visit.clock.advance(10_000)
    expect(feed.events.filter(({ kind }) => kind === 'reset')).toHaveLength(1)
    expect(await visit.look(op)).toMatchObject({
      kind: 'present',
      message: { id: op.id, content: 'One' },
    })
    feed.close()
  })

  it('is asked for again when the cache has lost it: a reset, and a look that finds nothing', async () => {
    const visit = await askPlain()
    const op = visit.sendOp(visit.thread, 'Waits')
    await visit.deliver(op)
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.expireQueue(visit.thread)
    await visit.clock.advance(10_000)
    // As long as a run is on, it may have been taken by it.
    expect(feed.events.filter(({ kind }) => kind === 'reset').length).toBe(1)
    visit.api.finish(visit.thread, 'Answer')
    await visit.clock.advance(10_000)
    expect(feed.events.filter(({ kind }) => kind === 'reset').length).toBe(2)
    expect((await visit.look(op)).kind).toBe('absent')
    expect((await visit.deliver({ ...op, attempt: 2 })).kind).toBe('settled')
    await visit.clock.advance(10_000)
    expect(feed.events.filter(({ kind }) => kind === 'reset').length).toBe(2)
    feed.close()
  })

  it('makes every older cursor void when it is lost, should the core stop before the reset', async () => {
    const visit = await askPlain()
    const first = visit.listen()
    await visit.clock.advance(0)
    const reset = first.events.find((event) => event.kind === 'reset')
    first.close()
    await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
    visit.api.expireQueue(visit.thread)
    visit.api.finish(visit.thread, 'Answer')
    for await (const event of visit.transport().pull(reset?.cursor ?? null, signal, {
      level: () => 'watching',
      subscribe: () => () => {},
    })) {
      // The core stops with the first event of the new era, before it has stored it.
      if (event.kind === 'reset') break
    }
    const again = visit.listen(reset?.cursor)
    await visit.clock.advance(0)
    expect(again.events.map(({ kind }) => kind)).toContain('reset')
    again.close()
  })
})
