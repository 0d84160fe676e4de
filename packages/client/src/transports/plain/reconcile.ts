/**
 * Whether a message whose answer was lost is there: by its trace id where the server keeps it, by its
 * id in the queue, or by its place after what was there before.
 */
import type { Known, Message, Reconciled, SendOp } from '@porchlight/protocol'
import type { PlainMessage, PlainQueue, PlainThread } from '@porchlight/protocol/plain'
import type { ClientError, Result } from '../../client-error.ts'
import { toComparable } from '../polling/compare-text.ts'
import { wait } from '../polling/settle-window.ts'
import { newItem } from './enqueue.ts'
import { threadIn } from './keep.ts'
import { noteAccepted, postedMessage, queuedMessage } from './own-message.ts'
import { type ReadThread, readThread } from './read-thread.ts'
import { nameRows, rename, toMessage } from './take-in.ts'
import type { Tools } from './tools.ts'

/** Never throws: who could not look does not know. */
export async function reconcile(
  tools: Tools,
  op: SendOp,
  known: Known,
  signal: AbortSignal,
): Promise<Reconciled> {
  const first = await look(tools, op, known, signal)
  if (first.kind !== 'absent') return first
  // What is still under way may yet arrive: one look proves nothing.
  const isOver = await wait(tools.clock, tools.sendTimes.windowMs(op.id), signal)
  return isOver ? await look(tools, op, known, signal) : { kind: 'unclear' }
}

async function look(
  tools: Tools,
  op: SendOp,
  known: Known,
  signal: AbortSignal,
): Promise<Reconciled> {
  const { api, keep, clock } = tools
  try {
    // In this order: what has left the queue meanwhile stands in the thread.
    const queue = await api.queue(op.thread, signal)
    if (!queue.ok) return { kind: isMissing(queue) ? 'absent' : 'unclear' }
    const read = await readThread(tools, op.thread, signal).catch(couldNotRead)
    return await keep.change((memory) => {
      const thread = threadIn(memory, op.thread, clock.now())
      return (
        inQueue(thread, op, queue.value, clock.now()) ??
        // A conversation shows nothing before it has its title.
        (read === null ? null : inThread(thread, op, known, read)) ?? {
          kind: read === null ? 'unclear' : 'absent',
        }
      )
    })
  } catch {
    return { kind: 'unclear' }
  }
}

function inQueue(
  thread: PlainThread,
  op: SendOp,
  queue: PlainQueue,
  nowMs: number,
): Reconciled | null {
  const own = thread.pending.find((one) => one.op === op.id)
  // The answer had come, and only its settling was lost.
  if (own?.item === null) return present(postedMessage(op, thread, nowMs))
  const isWaiting = queue.messages.some(({ id }) => id === own?.item)
  if (isWaiting) return present(queuedMessage(op, nowMs))
  const before = thread.before?.op === op.id ? thread.before.items : null
  const item = before === null ? null : newItem(queue, before, op.content)
  if (item === null) return null
  noteAccepted(thread, op, item)
  return present(queuedMessage(op, nowMs))
}

function inThread(
  thread: PlainThread,
  op: SendOp,
  known: Known,
  { queued, detail }: ReadThread,
): Reconciled | null {
  const found = nameRows(thread, detail, queued).find(({ order, row, known: { id, isOwn } }) => {
    if (id === op.id) return true
    const isFree = !isOwn && !known.owned.has(id) && order > Number(known.base ?? 0)
    return isFree && isSaidBy(op, row)
  })
  if (found === undefined) return null
  const id = rename(found.known, op)
  return present({ ...toMessage(op.thread, found, detail), id })
}

/** What is in the queue is known all the same. */
function couldNotRead(): null {
  return null
}

function present(message: Message): Reconciled {
  return { kind: 'present', message }
}

function isSaidBy(op: SendOp, row: PlainMessage): boolean {
  return row.type === 'human' && toComparable(row.content) === toComparable(op.content)
}

/** In the words of the queue, which knows a conversation from the start, title or not. */
function isMissing(answer: Result<unknown>): boolean {
  const error: ClientError | null = answer.ok ? null : answer.error
  return (
    error?.kind === 'problem' &&
    error.status === 404 &&
    error.problem.detail === 'Conversation not found'
  )
}
