/**
 * News by asking: the list of conversations says which have changed, and those are read. Answers
 * come by their own streams meanwhile.
 *
 * The memory holds what was told, each with the count it was told at; the cursor is the count up to
 * which the core has stored it. Whoever goes on from a cursor is told again of everything above it.
 */
import { type Attention, type ServerEvent, TransportError } from '@porchlight/protocol'
import type { PlainConversation, PlainMemory, PlainThread } from '@porchlight/protocol/plain'
import { unwrap } from '../failure.ts'
import { countIn, cursorOf } from '../polling/era-cursor.ts'
import { createPace } from '../polling/pace.ts'
import { threadIn } from './keep.ts'
import { type ReadThread, readThread } from './read-thread.ts'
import { takeIn, toThread, UNTOLD } from './take-in.ts'
import type { Tools } from './tools.ts'

export interface Pulling {
  readonly cursor: string | null
  readonly attention: Attention
  readonly signal: AbortSignal
}

/** @throws TransportError */
export async function* pull(
  tools: Tools,
  { cursor, attention, signal }: Pulling,
): AsyncGenerator<ServerEvent> {
  const { api, keep, clock } = tools
  const pace = createPace(clock, attention)
  let isContinued = await keep.change((memory) => forgetAbove(memory, cursor))
  for (let isFirst = true; ; isFirst = false) {
    const { results } = unwrap(await api.list(signal))
    for (const { id, status } of results) tools.running.set(id, status !== 'idle')
    if (isFirst) yield { kind: 'connected' }
    if (!isContinued) yield await keep.change((memory) => startOver(memory, results, clock.now()))
    isContinued = true
    let hasNews = false
    for (const conversation of results) {
      const events = await tellThread(tools, conversation, signal)
      if (events === 'lost') {
        isContinued = false
        break
      }
      for (const event of events) {
        hasNews = true
        yield event
      }
    }
    if (isContinued && !(await pace.pause(hasNews, signal))) {
      throw new TransportError({ kind: 'offline' })
    }
  }
}

/** @returns false where the cursor is of another memory, or of none */
function forgetAbove(memory: PlainMemory, cursor: string | null): boolean {
  const count = countIn(cursor, memory)
  if (count === null) return false
  for (const thread of Object.values(memory.threads)) {
    for (const row of thread.rows) if (row.at > count) row.hash = UNTOLD
    if (thread.told !== null && thread.told.at > count) thread.told = null
  }
  return true
}

/** Tells of all threads as they are. Whoever is told reads them anew before it comes back. */
function startOver(
  memory: PlainMemory,
  results: readonly PlainConversation[],
  nowMs: number,
): ServerEvent {
  memory.count++
  const listed = new Set(results.map(({ id }) => id))
  for (const conversation of results) {
    tell(threadIn(memory, conversation.id, nowMs), conversation, memory.count)
  }
  const threads = Object.entries(memory.threads)
    // What was in a list once and is not any more is gone.
    .filter(([id, { told }]) => listed.has(id) || told === null)
    .map(([id, thread]) => toThread(id, thread, { rev: memory.count, messages: [] }))
  return { kind: 'reset', cursor: cursorOf(memory), threads }
}

function tell(thread: PlainThread, conversation: PlainConversation, at: number): void {
  thread.title = conversation.title ?? thread.title
  thread.openedAt = conversation.created_at
  thread.told = { at, status: conversation.status, updatedAt: conversation.updated_at }
}

/** @returns `lost` where the queue has lost something: whoever held it has to ask for it again */
async function tellThread(
  tools: Tools,
  conversation: PlainConversation,
  signal: AbortSignal,
): Promise<readonly ServerEvent[] | 'lost'> {
  const { keep, clock } = tools
  const { threads } = await keep.read()
  if (!isChanged(threads[conversation.id], conversation)) return []
  const read = await readThread(tools, conversation.id, signal)
  if (read === null) return []
  return await keep.change((memory) => {
    const thread = threadIn(memory, conversation.id, clock.now())
    const events = newsOf(memory, thread, conversation, read)
    if (!dropLost(thread, read)) return events
    // Cursors of before are void with it, so that a core that stops here starts over as well.
    memory.era = tools.newId()
    return 'lost'
  })
}

/** What waits may go without a trace, so that it is looked after until it is seen. */
function isChanged(thread: PlainThread | undefined, conversation: PlainConversation): boolean {
  return thread === undefined || thread.pending.length > 0 || !isTold(thread, conversation)
}

function isTold({ told, title }: PlainThread, conversation: PlainConversation): boolean {
  return (
    told !== null &&
    told.status === conversation.status &&
    told.updatedAt === conversation.updated_at &&
    title === conversation.title
  )
}

/** Messages first: a core that stops between them is told of the thread again, and so of the rest. */
function newsOf(
  memory: PlainMemory,
  thread: PlainThread,
  conversation: PlainConversation,
  { detail, queued }: ReadThread,
): ServerEvent[] {
  const { id } = conversation
  const isSame = isTold(thread, conversation)
  const { messages, news } = takeIn(memory, id, detail, queued)
  const { era } = memory
  const events: ServerEvent[] = news.map((message) => ({
    kind: 'message',
    cursor: cursorOf({ era, count: message.rev }),
    message,
  }))
  if (isSame && news.length === 0) return []
  tell(thread, conversation, ++memory.count)
  const info = toThread(id, thread, { rev: memory.count, messages })
  return [...events, { kind: 'thread', cursor: cursorOf(memory), thread: info }]
}

/**
 * What is not in the queue, not in the thread, and has no run that could have taken it, is lost with
 * the cache.
 *
 * @returns whether there was anything
 */
function dropLost(thread: PlainThread, { detail, queued }: ReadThread): boolean {
  if (detail.status !== 'idle' || queued === null) return false
  const left = thread.pending.filter(({ item }) => item === null || queued.has(item))
  const isAny = left.length < thread.pending.length
  thread.pending = left
  return isAny
}
