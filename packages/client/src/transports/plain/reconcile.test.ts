/** Messages in doubt: what is found of them, and what is not taken for them. */
import { describe, expect, it } from 'vitest'
import { askPlain } from '../../testing/ask-plain.ts'
import { type PlainVisit, signal, visitPlain } from '../../testing/plain-visit.ts'

describe.each([true, false])('a message in doubt, trace ids are kept: %s', (keepsTraceIds) => {
  it('is found in its thread', async () => {
    const visit = await askPlain({ keepsTraceIds })
    visit.api.finish(visit.thread, 'Answer')
    visit.api.script({ kind: 'answer', status: 409, body: '{"error":"queue_not_drainable"}' })
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(visit.thread, 'Question')
    expect((await visit.deliver(op)).kind).toBe('unknown')
    const found = await visit.look(op, { base: 2, owned: new Set() })
    expect(found).toMatchObject({ kind: 'present', message: { id: op.id, order: 3 } })
  })

  it('is found in the queue by an id that was not there before', async () => {
    const visit = await askPlain({ keepsTraceIds })
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
    const visit = await askPlain({ keepsTraceIds })
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
    const visit = await askPlain({ keepsTraceIds })
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
    const visit = await askPlain({ keepsTraceIds })
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
    const visit = await askPlain({ keepsTraceIds })
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
    const visit = await askPlain({ keepsTraceIds: false })
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

it('is never placed behind where it is, for that is where the next one is looked for', async () => {
  const visit = await askPlain()
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
