/** Carries one op to PostHog, as far as it can be, and says what became of it. */
import type { DescribeOp, Lane, Op, OpenOp, Outcome, ReadOp } from '@porchlight/protocol'
import { toThread } from './from-stock.ts'
import { threadIn } from './keep.ts'
import { instantOf } from './order.ts'
import { NOT_SUPPORTED, outcomeOfError } from './outcome.ts'
import { FRESH_LIMIT } from './read-forward.ts'
import { sendMessage } from './send.ts'
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
      case 'read':
        return await read(tools, op, signal)
      case 'describe':
        return await describe(tools, op)
      case 'stop':
      case 'edit':
      case 'withdraw':
      case 'rate':
        return NOT_SUPPORTED
    }
  } catch (cause) {
    // The memory has failed.
    return { kind: 'unknown', cause }
  }
}

/** Here alone: the ticket is made by the first message. */
async function open({ keep, clock }: Tools, op: OpenOp): Promise<Outcome> {
  return await keep.change((memory) => {
    const isKnown = memory.threads[op.thread] !== undefined
    const thread = threadIn(memory, op.thread, clock.now())
    if (!isKnown) {
      thread.traits = op.traits
      thread.context = op.context
      memory.count++
    }
    return { kind: 'opened', thread: toThread(op.thread, thread, memory.count) }
  })
}

/** The assistant is none of ours there, and people answer in any case. */
async function describe({ keep, clock }: Tools, { thread, change }: DescribeOp): Promise<Outcome> {
  if (change.isHelped === true) return NOT_SUPPORTED
  await keep.change((memory) => {
    const known = threadIn(memory, thread, clock.now())
    known.traits = { ...known.traits, ...change.traits }
  })
  return { kind: 'done' }
}

/**
 * Reading has no position there: all that has arrived counts as read. So it is said only when there
 * is nothing that the visitor has not seen.
 */
async function read({ api, keep }: Tools, op: ReadOp, signal: AbortSignal): Promise<Outcome> {
  const done: Outcome = { kind: 'done' }
  const after = instantOf(op.order)
  const { session, threads } = await keep.read()
  const thread = threads[op.thread]
  const order = String(op.order)
  if (thread === undefined || after === null || order <= (thread.readOrder ?? '')) return done
  const { ticket } = thread
  if (ticket !== null) {
    const newer = await api.messages({ session, ticket, after, limit: FRESH_LIMIT }, signal)
    if (!newer.ok) return outcomeOfError(newer.error, true)
    const isAllSeen = newer.value.messages.every(({ author_type: type }) => type === 'customer')
    const told = isAllSeen ? await api.markRead({ session, ticket }, signal) : null
    if (told !== null && !told.ok) return outcomeOfError(told.error, true)
  }
  await keep.change((memory) => {
    const known = threadIn(memory, op.thread, 0)
    if (order > (known.readOrder ?? '')) known.readOrder = order
  })
  return done
}
