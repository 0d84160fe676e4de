/** Which way a message takes, and what it overtakes. */
import type { Frame } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { askPlain } from '../../testing/ask-plain.ts'
import { LANE, signal, visitPlain } from '../../testing/plain-visit.ts'

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
    const visit = await askPlain()
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
    const visit = await askPlain()
    visit.api.finish(visit.thread, 'Answer')
    expect((await visit.deliver(visit.sendOp(visit.thread, 'Again'))).kind).toBe('settled')
    visit.reload()
    expect((await visit.deliver(visit.sendOp(visit.thread, 'And again'))).kind).toBe('held')
    expect(visit.api.texts(visit.thread)).toEqual(['Question', 'Answer', 'Again'])
  })
})

it('overtakes nothing that is held, though there is no run to empty the queue', async () => {
  const visit = await askPlain()
  await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
  visit.api.expireQueue(visit.thread)
  visit.api.finish(visit.thread, 'Answer')
  const lane = { ...LANE, isHolding: true }
  const outcome = await visit.transport().deliver(visit.sendOp(visit.thread, 'Next'), lane, signal)
  expect(outcome.kind).toBe('busy')
  expect(visit.api.texts(visit.thread)).toEqual(['Question', 'Answer'])
})

it('overtakes nothing that the queue has lost while a run is on', async () => {
  const visit = await askPlain()
  await visit.deliver(visit.sendOp(visit.thread, 'Waits'))
  visit.api.expireQueue(visit.thread)
  const lane = { ...LANE, isHolding: true }
  const op = visit.sendOp(visit.thread, 'Next')
  expect((await visit.transport().deliver(op, lane, signal)).kind).toBe('busy')
  expect(visit.api.queued(visit.thread)).toEqual([])
})

it('refuses what there is no way to do there', async () => {
  const visit = await askPlain()
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

it('says that a conversation that was deleted is gone', async () => {
  const visit = await askPlain()
  visit.api.script({ kind: 'answer', status: 404, body: '{"error":"Conversation does not exist"}' })
  visit.reload()
  expect(await visit.deliver(visit.sendOp(visit.thread, 'Hello'))).toEqual({ kind: 'gone' })
})
