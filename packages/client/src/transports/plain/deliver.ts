/** Carries one op to a plain server, as far as it can be, and says what became of it. */
import type {
  EditOp,
  Lane,
  Op,
  OpenOp,
  Outcome,
  ReadOp,
  SendOp,
  WithdrawOp,
} from '@porchlight/protocol'
import { TITLE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { PlainQueue } from '@porchlight/protocol/plain'
import type { Result } from '../../client-error.ts'
import { enqueue } from './enqueue.ts'
import { readFrames } from './frames.ts'
import { threadIn } from './keep.ts'
import { NOT_SUPPORTED, outcomeOfError } from './outcome.ts'
import { noteAccepted, postedMessage } from './own-message.ts'
import { nameSeen, toThread } from './take-in.ts'
import type { Tools } from './tools.ts'

/** Never rejects. */
export async function deliver(
  tools: Tools,
  { op, lane }: { op: Op; lane: Lane },
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    switch (op.kind) {
      case 'open':
        return await open(tools, op)
      case 'send':
        return await sendMessage(tools, { op, lane }, signal)
      case 'edit':
      case 'withdraw':
        return await changeQueued(tools, op, signal)
      case 'read':
        return await read(tools, op)
      case 'stop': {
        // It clears the queue as well: what was in there is missed, and sent again.
        const answer = await tools.api.cancel(op.thread, signal)
        return answer.ok ? { kind: 'done' } : outcomeOfError(answer.error, 'conversations')
      }
      case 'describe':
      case 'rate':
        return NOT_SUPPORTED
    }
  } catch (cause) {
    // The memory has failed.
    return { kind: 'unknown', cause }
  }
}

/** Here alone: the conversation is made by the first message, under the id that it has here. */
async function open({ keep, clock }: Tools, op: OpenOp): Promise<Outcome> {
  return await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    const rev = thread.told?.at ?? ++memory.count
    return { kind: 'opened', thread: toThread(op.thread, thread, { rev, messages: [] }) }
  })
}

/**
 * While a run is on there is only the queue, and without one there is none. What was heard of that
 * last may be of before, and a conflict is a sure refusal: so the other way is tried at once. Not
 * while something of the lane is held: it may have been lost, and would be overtaken then.
 */
async function sendMessage(
  tools: Tools,
  { op, lane }: { op: SendOp; lane: Lane },
  signal: AbortSignal,
): Promise<Outcome> {
  if (lane.isHolding) return await enqueue(tools, op, signal)
  const isRunning = tools.running.get(op.thread) ?? lane.isRunActive
  const [way, otherWay] = isRunning ? [enqueue, post] : [post, enqueue]
  const outcome = await way(tools, op, signal)
  const isConflict = outcome.kind === 'busy' && outcome.why !== 'queue_full'
  return isConflict ? await otherWay(tools, op, signal) : outcome
}

async function post(tools: Tools, op: SendOp, signal: AbortSignal): Promise<Outcome> {
  const { api, keep, clock, sendTimes, running } = tools
  const seen = await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    thread.isBegun = true
    thread.title ??= [...op.content.trim()].slice(0, TITLE_MAX_CHARACTERS).join('')
    return thread.lastOrder
  })
  if (!sendTimes.sent(op.id, signal)) return { kind: 'unknown', cause: signal.reason }
  const said = { conversation: op.thread, content: op.content, traceId: op.id }
  const answer = await api.stream(said, signal)
  if (!answer.ok) {
    const outcome = outcomeOfError(answer.error, 'conversations')
    if (outcome.kind === 'busy') running.set(op.thread, true)
    return outcome
  }
  // The stream begins once the message is accepted.
  running.set(op.thread, true)
  const message = await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    const named = nameSeen(thread, op, seen)
    if (named !== null) return { ...postedMessage(op, thread, clock.now()), ...named }
    noteAccepted(thread, op, null)
    return postedMessage(op, thread, clock.now())
  })
  return { kind: 'settled', message, frames: readFrames(op.thread, answer.value, clock) }
}

async function changeQueued(
  { api, keep, clock }: Tools,
  op: EditOp | WithdrawOp,
  signal: AbortSignal,
): Promise<Outcome> {
  const thread = (await keep.read()).threads[op.thread]
  const id = thread?.pending.find((one) => one.op === op.target)?.item ?? null
  if (id === null) {
    if (thread?.takenBack.includes(op.target) !== true) return { kind: 'too_late' }
    return { kind: op.kind === 'withdraw' ? 'done' : 'withdrawn' }
  }
  // Should the answer be lost, it may be posted with either words.
  if (op.kind === 'edit') {
    await keep.change((memory) => {
      const { pending } = threadIn(memory, op.thread, clock.now())
      const one = pending.find(({ item }) => item === id)
      if (one?.edits.includes(op.content) === false) one.edits.push(op.content)
    })
  }
  const at = { conversation: op.thread, id }
  const answer: Result<PlainQueue> =
    op.kind === 'edit'
      ? await api.edit({ ...at, content: op.content }, signal)
      : await api.withdraw(at, signal)
  if (!answer.ok) {
    // Not in the queue any more: that says nothing of the conversation.
    const isGone = answer.error.kind === 'problem' && answer.error.status === 404
    return isGone ? { kind: 'too_late' } : outcomeOfError(answer.error, 'queue')
  }
  // What vanishes between the server's look and its write is passed over with 200.
  const isThere = answer.value.messages.some((row) => row.id === id)
  if (op.kind === 'edit' && !isThere) return { kind: 'too_late' }
  await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    thread.pending = thread.pending.flatMap((one) => {
      if (one.item !== id) return [one]
      return op.kind === 'edit' ? [{ ...one, content: op.content, edits: [] }] : []
    })
    // Whoever asked may be gone before it has noted the answer, and the next one asks again.
    if (op.kind === 'withdraw') thread.takenBack.push(op.target)
  })
  return { kind: 'done' }
}

/** Here alone: the server has no word for it. */
async function read({ keep, clock }: Tools, op: ReadOp): Promise<Outcome> {
  await keep.change((memory) => {
    const thread = threadIn(memory, op.thread, clock.now())
    thread.readOrder = Math.max(thread.readOrder, Number(op.order) || 0)
  })
  return { kind: 'done' }
}
