/** A server with the published API alone: what is in doubt, what waits, and what its cache loses. */
import type { Frame } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { LANE, type PlainVisit, signal, visitPlain } from '../../testing/plain-visit.ts'

/** A thread whose first question is being answered. */
async function asked(
  options: Parameters<typeof visitPlain>[0] = {},
): Promise<PlainVisit & { thread: string }> {
  const visit = visitPlain(options)
  const thread = await visit.open()
  const outcome = await visit.deliver(visit.sendOp(thread, 'Question'))
  expect(outcome.kind).toBe('settled')
  return { ...visit, thread }
}

describe('which way a message takes', () => {
  it('is posted when nothing is on, and its answer streams', async () => {
    const visit = visitPlain()
    const thread = await visit.open()
    const op = visit.sendOp(thread, 'Question')
    const outcome = await visit.deliver(op)
    if (outcome.kind !== 'settled' || outcome.frames === undefined) throw new Error(outcome.kind)
    expect(outcome.message).toMatchObject({ id: op.id, content: 'Question', state: 'posted' })
    const frames: Frame[] = []
    const reading = (async () => {
      for await (const next of outcome.frames ?? []) frames.push(next)
    })()
    visit.api.write(thread, 'An')
    visit.api.finish(thread, 'An answer')
    await reading
    expect(frames.map(({ message }) => [message.content, message.state])).toEqual([
      ['An', 'writing'],
      ['An answer', 'writing'],
    ])
  })

  it('waits in the queue while a run is on, for two, and a third is not taken', async () => {
    const visit = await asked()
    const outcomes = []
    for (const text of ['One', 'Two', 'Three']) {
      outcomes.push(await visit.deliver(visit.sendOp(visit.thread, text)))
    }
    expect(outcomes.map((o) => (o.kind === 'busy' ? o.why : o.kind))).toEqual([
      'held',
      'held',
      'queue_full',
    ])
    expect(visit.api.queued(visit.thread)).toEqual(['One', 'Two'])
  })

  it('goes the other way when the run has ended, or has begun, unheard of', async () => {
    const visit = await asked()
    visit.api.finish(visit.thread, 'Answer')
    expect((await visit.deliver(visit.sendOp(visit.thread, 'Again'))).kind).toBe('settled')
    visit.reload()
    expect((await visit.deliver(visit.sendOp(visit.thread, 'And again'))).kind).toBe('held')
    expect(visit.api.texts(visit.thread)).toEqual(['Question', 'Answer', 'Again'])
  })
})

it('overtakes nothing that is held, though there is no run to empty the queue', async () => {
  const visit = await asked()
  await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
  visit.api.expireQueue(visit.thread)
  visit.api.finish(visit.thread, 'Answer')
  const lane = { ...LANE, isHolding: true }
  const outcome = await visit.transport().deliver(visit.sendOp(visit.thread, 'Next'), lane, signal)
  expect(outcome.kind).toBe('busy')
  expect(visit.api.texts(visit.thread)).toEqual(['Question', 'Answer'])
})

it('overtakes nothing that the queue has lost while a run is on', async () => {
  const visit = await asked()
  await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
  visit.api.expireQueue(visit.thread)
  const lane = { ...LANE, isHolding: true }
  const op = visit.sendOp(visit.thread, 'Next')
  expect((await visit.transport().deliver(op, lane, signal)).kind).toBe('busy')
  expect(visit.api.queued(visit.thread)).toEqual([])
})

it('is never placed behind where it is, for that is where the next one is looked for', async () => {
  const visit = await asked()
  await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
  visit.api.expireQueue(visit.thread)
  for (const text of ['Again', 'And again']) {
    visit.api.finish(visit.thread, 'Answer')
    const op = visit.sendOp(visit.thread, text)
    const outcome = await visit.deliver(op)
    const { messages } = await visit.transport().page(visit.thread, null, 50, signal)
    const guess = outcome.kind === 'settled' ? outcome.message.order : null
    const place = messages.find(({ id }) => id === op.id)?.order
    expect(Number(guess)).toBeLessThanOrEqual(Number(place))
  }
})

describe.each([true, false])('a message in doubt, trace ids are kept: %s', (keepsTraceIds) => {
  it('is found in its thread', async () => {
    const visit = await asked({ keepsTraceIds })
    visit.api.finish(visit.thread, 'Answer')
    visit.api.script({ kind: 'answer', status: 409, body: '{"error":"queue_not_drainable"}' })
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(visit.thread, 'Question')
    expect((await visit.deliver(op)).kind).toBe('unknown')
    const found = await visit.look(op, { base: 2, owned: new Set() })
    expect(found).toMatchObject({ kind: 'present', message: { id: op.id, order: 3 } })
  })

  it('is found in the queue by an id that was not there before', async () => {
    const visit = await asked({ keepsTraceIds })
    const first = visit.sendOp(visit.thread, 'Hello')
    await visit.deliver(first)
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(visit.thread, 'Hello')
    expect((await visit.deliver(op)).kind).toBe('unknown')
    expect(await visit.look(op)).toMatchObject({
      kind: 'present',
      message: { id: op.id, state: 'queued' },
    })
    const third = visit.sendOp(visit.thread, 'Hello')
    expect((await visit.look(third)).kind).toBe('absent')
  })

  it('is found in its thread when it has left the queue meanwhile', async () => {
    const visit = await asked({ keepsTraceIds })
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(visit.thread, 'Hello')
    await visit.deliver(op)
    visit.api.finish(visit.thread, 'Answer')
    expect(await visit.look(op, { base: 1, owned: new Set() })).toMatchObject({
      kind: 'present',
      message: { id: op.id, state: 'posted', order: 3 },
    })
  })

  it('is absent only when a second look has not found it either', async () => {
    const visit = await asked({ keepsTraceIds })
    visit.api.script({ kind: 'late', afterMs: 20_000 })
    const late = visit.sendOp(visit.thread, 'Late')
    await visit.deliver(late)
    expect((await visit.look(late)).kind).toBe('present')
    visit.api.script({ kind: 'cut_before' })
    const never = visit.sendOp(visit.thread, 'Never')
    await visit.deliver(never)
    expect((await visit.look(never)).kind).toBe('absent')
  })

  it('is none of ours of before with the same words, nor one from before it was sent', async () => {
    const visit = await asked({ keepsTraceIds })
    visit.api.finish(visit.thread, 'Answer')
    visit.reload()
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(visit.thread, 'Question')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('absent')
    // Without what is known of our own, its place alone tells.
    const { era } = (await visit.memory.read()) as { era: string }
    await visit.memory.write({ era, count: 0, threads: {} })
    expect((await visit.look(op, { base: 2, owned: new Set() })).kind).toBe('absent')
  })

  it('is none that was in the queue before it, with the same words', async () => {
    const visit = await asked({ keepsTraceIds })
    visit.api.enqueueElsewhere(visit.thread, 'Hello')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(visit.thread, 'Hello')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('absent')
  })

  it('is known when only its settling was lost', async () => {
    const visit = visitPlain({ keepsTraceIds })
    const thread = await visit.open()
    const op = visit.sendOp(thread, 'Question')
    await visit.deliver(op)
    visit.reload()
    expect((await visit.look(op)).kind).toBe('present')
  })
})

describe('a first message in doubt', () => {
  it('stays so while its conversation has no title, and shows itself with it', async () => {
    const visit = visitPlain({ titlesAtOnce: false })
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Question')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('unclear')
    visit.api.title(thread)
    expect((await visit.look(op)).kind).toBe('present')
  })

  it('is absent when there is no such conversation', async () => {
    const visit = visitPlain({ titlesAtOnce: false })
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Question')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('absent')
  })

  it('stays so while nobody can look', async () => {
    const visit = visitPlain()
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Question')
    await visit.deliver(op)
    visit.api.breakReads({ status: 200, body: '<html>Log in</html>' })
    expect((await visit.look(op)).kind).toBe('unclear')
  })
})

it('is told apart from the next one with its words when its thread was faster than its answer', async () => {
  const visit = visitPlain({ keepsTraceIds: false })
  const thread = await visit.open()
  const [one, two] = [visit.sendOp(thread, 'Hello'), visit.sendOp(thread, 'Hello')]
  const read = () => visit.transport().page(thread, null, 50, signal)
  visit.beforeAnswer(read)
  const outcome = await visit.deliver(one)
  expect(outcome).toMatchObject({ kind: 'settled', message: { order: 1 } })
  visit.api.finish(thread, 'Answer')
  await visit.deliver(two)
  const { messages } = await read()
  expect(messages.map(({ id, author }) => (author === 'visitor' ? id : author))).toEqual([
    one.id,
    'assistant',
    two.id,
  ])
})

describe('a message that its thread has told under a name of its own before its answer was heard', () => {
  /** The name under which it was told. */
  async function toldName(visit: PlainVisit, thread: string): Promise<string | undefined> {
    const { messages } = await visit.transport().page(thread, null, 50, signal)
    return messages.findLast(({ author }) => author === 'visitor')?.id
  }

  it('has that name in what a look says of it, so that the two are known to be one', async () => {
    const visit = await asked({ keepsTraceIds: false })
    visit.api.finish(visit.thread, 'Answer')
    visit.reload()
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(visit.thread, 'Again')
    expect((await visit.deliver(op)).kind).toBe('unknown')
    const name = await toldName(visit, visit.thread)
    const found = await visit.look(op, { base: 2, owned: new Set() })
    expect(name).not.toBe(op.id)
    expect(found).toMatchObject({ kind: 'present', message: { id: name, order: 3 } })
    expect(await toldName(visit, visit.thread)).toBe(op.id)
  })

  it('has that name in an answer that comes at last', async () => {
    const visit = visitPlain({ keepsTraceIds: false })
    const thread = await visit.open()
    const op = visit.sendOp(thread, 'Hello')
    let name: string | undefined
    visit.beforeAnswer(async () => {
      name = await toldName(visit, thread)
    })
    const outcome = await visit.deliver(op)
    expect(name).not.toBe(op.id)
    expect(outcome).toMatchObject({ kind: 'settled', message: { id: name, order: 1 } })
    expect(await toldName(visit, thread)).toBe(op.id)
  })
})

describe('what waits in the queue', () => {
  it('is told under its own id once it is posted, whatever trace id the server gives it', async () => {
    const visit = await asked()
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
    const visit = await asked()
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
      const visit = await asked({ keepsTraceIds: false })
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
    const visit = await asked()
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
    const visit = await asked()
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
    const visit = await asked({ keepsTraceIds: false })
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
    const visit = await asked()
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
    const visit = await asked()
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

it('tells of a thread that has grown, and of nothing twice', async () => {
  const visit = await asked()
  const feed = visit.listen()
  await visit.clock.advance(0)
  visit.api.finish(visit.thread, 'Answer')
  await visit.clock.advance(20_000)
  visit.api.append(visit.thread, 'A word from the shop')
  await visit.clock.advance(20_000)
  feed.close()
  const texts = feed.events.flatMap((e) => (e.kind === 'message' ? [e.message.content] : []))
  expect(texts).toEqual(['Answer', 'A word from the shop'])
  const runs = feed.events.flatMap((e) => (e.kind === 'thread' ? [e.thread.run] : []))
  expect(runs.at(-1)).toBeNull()
})

it('attaches to an answer that is being written, and to none when there is none', async () => {
  const visit = await asked()
  const texts: string[] = []
  const reading = (async () => {
    for await (const { message } of visit.transport().attach(visit.thread, null, signal)) {
      texts.push(message.content)
    }
  })()
  await visit.clock.advance(0)
  visit.api.write(visit.thread, 'An')
  visit.api.finish(visit.thread, 'An answer')
  await reading
  expect(texts).toEqual(['An', 'An answer'])
  for await (const _frame of visit.transport().attach(visit.thread, null, signal)) {
    throw new Error('there is nothing to attach to')
  }
})

it('says that a conversation that was deleted is gone', async () => {
  const visit = await asked()
  visit.api.script({ kind: 'answer', status: 404, body: '{"error":"Conversation does not exist"}' })
  visit.reload()
  expect(await visit.deliver(visit.sendOp(visit.thread, 'Hello'))).toEqual({ kind: 'gone' })
})

it('refuses what there is no way to do there', async () => {
  const visit = await asked()
  const { thread } = visit
  const ops = [
    { kind: 'rate', thread, id: visit.newId(), score: 5, comment: null },
    { kind: 'describe', thread, change: { traits: { name: 'Ada' } } },
  ] as const
  for (const op of ops) {
    const outcome = await visit.transport().deliver(op, LANE, signal)
    expect(outcome).toMatchObject({ kind: 'refused', code: 'not_supported' })
  }
})
