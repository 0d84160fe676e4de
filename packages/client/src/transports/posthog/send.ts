/** Sends a message into a ticket, or makes the ticket by it. */
import type { Lane, Outcome, SendOp, Thread } from '@porchlight/protocol'
import { TITLE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { PosthogMemory, StockSent } from '@porchlight/protocol/posthog'
import { toMessage, toThread } from './from-stock.ts'
import { threadIn } from './keep.ts'
import { lookForTwins } from './look-for-twins.ts'
import { toInstant } from './order.ts'
import { outcomeOfError } from './outcome.ts'
import type { Saying } from './stock-api.ts'
import type { Tools } from './tools.ts'

/** Messages of ours remembered for a thread. Far more than can be in doubt at a time. */
const MAX_OWN = 100

/** @throws when the memory fails; nothing is sent then, or it is found by `reconcile` */
export async function sendMessage(
  tools: Tools,
  { op, lane }: { op: SendOp; lane: Lane },
  signal: AbortSignal,
): Promise<Outcome> {
  const { api, keep, clock, sendTimes } = tools
  const saying = await keep.change((memory) => prepare(memory, op, lane, clock.now()))
  if (!sendTimes.sent(op.id, signal)) return { kind: 'unknown', cause: signal.reason }
  const startedAt = clock.elapsed()
  const answer = await api.say(saying, signal)
  if (!answer.ok) {
    const outcome = outcomeOfError(answer.error, saying.ticket !== null)
    // Surely no ticket was made of it, so nobody has to wait for one to turn up.
    if (outcome.kind !== 'unknown') await keep.change((memory) => forgetCreating(memory, op))
    return outcome
  }
  const sent = answer.value
  const { thread } = await keep.change((memory) => confirm(memory, op, sent, saying))
  await lookForTwins(tools, { op, sent, isNew: thread !== null, startedAt }, signal)
  return {
    kind: 'settled',
    message: ownMessage(op, { id: sent.message_id, createdAt: sent.created_at }),
    ...(thread !== null && { thread }),
  }
}

/** What to say, and a note that a ticket may come of it: written down before anything is sent. */
function prepare(memory: PosthogMemory, op: SendOp, lane: Lane, nowMs: number): Saying {
  const thread = threadIn(memory, op.thread, nowMs)
  thread.ticket ??= lane.ticket
  thread.title ??= [...op.content.trim()].slice(0, TITLE_MAX_CHARACTERS).join('')
  if (thread.ticket === null) {
    const since = thread.creating?.since ?? newestTicket(memory)
    thread.creating = { op: op.id, since, sentAt: nowMs }
  }
  return {
    session: memory.session,
    distinctId: memory.distinctId,
    ticket: thread.ticket,
    message: op.content,
    traits: thread.traits,
    context: thread.context,
  }
}

function newestTicket(memory: PosthogMemory): string | null {
  const times = Object.values(memory.threads).flatMap(({ told }) => told?.createdAt ?? [])
  return times.sort().at(-1) ?? null
}

function forgetCreating(memory: PosthogMemory, op: SendOp): void {
  const thread = memory.threads[op.thread]
  if (thread?.creating?.op === op.id) thread.creating = null
}

/** @returns the thread where it has a ticket only now */
function confirm(
  memory: PosthogMemory,
  op: SendOp,
  sent: StockSent,
  said: Saying,
): { thread: Thread | null } {
  const thread = threadIn(memory, op.thread, 0)
  thread.ticket = sent.ticket_id
  thread.creating = null
  // What was told meanwhile goes with the next message.
  if (sameJson(thread.traits, said.traits)) thread.traits = {}
  thread.context = {}
  const own = { op: op.id, id: sent.message_id, createdAt: toInstant(sent.created_at) }
  thread.own = [...thread.own, own].slice(-MAX_OWN)
  if (said.ticket !== null) return { thread: null }
  memory.count++
  return { thread: toThread(op.thread, thread, memory.count) }
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** The rev of a message before any list has shown it: above that of one which is not sent. */
export const FIRST_REV = 1

/** A message of ours as it was confirmed. */
export function ownMessage(
  op: SendOp,
  confirmed: { readonly id: string; readonly createdAt: string },
): ReturnType<typeof toMessage> {
  const row = {
    id: confirmed.id,
    content: op.content,
    author_type: 'customer',
    author_name: null,
    created_at: confirmed.createdAt,
  }
  return toMessage(op.thread, row, FIRST_REV)
}
