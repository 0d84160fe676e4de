/** Puts a message in the queue, which is there only while a run is on, and only for two. */
import type { Outcome, SendOp } from '@porchlight/protocol'
import type { PlainQueue } from '@porchlight/protocol/plain'
import { toComparable } from '../polling/compare-text.ts'
import { threadIn } from './keep.ts'
import { outcomeOfError } from './outcome.ts'
import { noteAccepted, queuedMessage } from './own-message.ts'
import type { Tools } from './tools.ts'

export async function enqueue(tools: Tools, op: SendOp, signal: AbortSignal): Promise<Outcome> {
  const { api, keep, clock, sendTimes, running } = tools
  // What is there already is not ours, should the answer be lost.
  const known = await api.queue(op.thread, signal)
  if (!known.ok) {
    sendTimes.notSent(op.id)
    return outcomeOfError(known.error, 'queue')
  }
  const items = known.value.messages.map(({ id }) => id)
  const isInOrder = await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    thread.before = { op: op.id, items }
    return thread.pending.every(({ item }) => item === null || items.includes(item))
  })
  // What was held before has been posted, or is lost: until that is known, nothing may overtake it.
  if (!isInOrder) return { kind: 'busy', why: 'queue_not_empty' }
  if (!sendTimes.sent(op.id, signal)) return { kind: 'unknown', cause: signal.reason }
  const answer = await api.enqueue(op.thread, op.content, signal)
  if (!answer.ok) {
    const outcome = outcomeOfError(answer.error, 'queue')
    // Whatever the conflict is, if the queue is not full there is no run to empty it.
    if (outcome.kind === 'busy' && outcome.why !== 'queue_full') running.set(op.thread, false)
    return outcome
  }
  const item = newItem(answer.value, items, op.content)
  if (item === null) return { kind: 'unknown', cause: 'a queue without the message' }
  await keep.change((memory) => {
    noteAccepted(threadIn(memory, op.thread, clock.now()), op, item)
  })
  return { kind: 'held', message: queuedMessage(op, clock.now()) }
}

/** The oldest item with that text that was not there before. */
export function newItem(
  queue: PlainQueue,
  before: readonly string[],
  content: string,
): string | null {
  const found = queue.messages.find(
    (row) => !before.includes(row.id) && toComparable(row.content) === toComparable(content),
  )
  return found?.id ?? null
}
