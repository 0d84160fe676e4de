/**
 * News by asking: the list of tickets says in which threads something has happened, and only those
 * are read, from a while before their newest row.
 *
 * The memory holds what was told, each with the count it was told at, and is written before the core
 * is told; the cursor is the count up to which the core has stored it. Whoever goes on from a cursor
 * is told again of everything above it, so nothing is lost between the two, whatever breaks.
 */
import {
  type Attention,
  type ServerEvent,
  type Thread,
  type ThreadId,
  TransportError,
} from '@porchlight/protocol'
import type { PosthogMemory, StockTicket } from '@porchlight/protocol/posthog'
import { unwrap } from '../failure.ts'
import { countIn, cursorOf } from '../polling/era-cursor.ts'
import { createPace } from '../polling/pace.ts'
import { adoptTickets } from './adopt-tickets.ts'
import { hashOf, isTold, toMessage, toThread, toTold } from './from-stock.ts'
import { threadOfTicket } from './keep.ts'
import { endOf, lookAfter } from './overlap.ts'
import type { Pages } from './pages.ts'
import { BULK_LIMIT, FRESH_LIMIT, type Read, readForward } from './read-forward.ts'
import type { Tools } from './tools.ts'

/** Pages of one thread in one asking; what is left comes with the next. */
const MAX_PAGES = 20

export interface Pulling {
  readonly cursor: string | null
  readonly attention: Attention
  readonly signal: AbortSignal
}

/** @throws TransportError */
export async function* pull(
  tools: Tools,
  pages: Pages,
  { cursor, attention, signal }: Pulling,
): AsyncGenerator<ServerEvent> {
  const { api, keep, clock } = tools
  const pace = createPace(clock, attention)
  const { session, isKnown } = await keep.change((memory) => ({
    session: memory.session,
    isKnown: forgetAbove(memory, cursor),
  }))
  const list = async (): Promise<readonly StockTicket[]> =>
    unwrap(await api.tickets(session, signal)).results

  let tickets = await list()
  yield { kind: 'connected' }
  if (!isKnown) yield* startOver(tools, pages, tickets)
  for (;;) {
    let hasNews = false
    for await (const event of tellNews(tools, tickets, signal)) {
      hasNews = true
      yield event
    }
    if (!(await pace.pause(hasNews, signal))) throw new TransportError({ kind: 'offline' })
    tickets = await list()
  }
}

/** @returns false where the cursor is of another memory, or of none */
function forgetAbove(memory: PosthogMemory, cursor: string | null): boolean {
  const count = countIn(cursor, memory)
  if (count === null) return false
  for (const thread of Object.values(memory.threads)) {
    thread.rows = thread.rows.filter(({ at }) => at <= count)
    if (thread.told !== null && thread.told.at > count) thread.told = null
  }
  return true
}

/** Tells of all threads as they are. Whoever is told reads them anew before it comes back. */
async function* startOver(
  { keep, clock }: Tools,
  pages: Pages,
  tickets: readonly StockTicket[],
): AsyncGenerator<ServerEvent> {
  const { count, ...told } = await keep.change((memory) => {
    memory.count++
    adoptTickets(memory, tickets, clock.now())
    for (const ticket of tickets) {
      const id = threadOfTicket(memory, ticket.id)
      const thread = id === null ? undefined : memory.threads[id]
      if (thread !== undefined) thread.told = toTold(ticket, memory.count)
    }
    for (const thread of Object.values(memory.threads)) thread.rows = []
    const ids = new Set(tickets.map(({ id }) => id))
    return { count: memory.count, cursor: cursorOf(memory), threads: threadsWith(memory, ids) }
  })
  yield { kind: 'reset', ...told }
  await keep.change((memory) => {
    for (const [id, thread] of Object.entries(memory.threads)) {
      const read = endOf(pages.rows(id))
      thread.rows = read.map(({ id: row, order, hash }) => ({ at: count, id: row, order, hash }))
    }
  })
}

/** Those that can be read: a ticket that is not listed any more went to another browser. */
function threadsWith(memory: PosthogMemory, tickets: ReadonlySet<string>): Thread[] {
  return Object.entries(memory.threads)
    .filter(([, { ticket }]) => ticket === null || tickets.has(ticket))
    .map(([id, thread]) => toThread(id, thread, memory.count))
}

async function* tellNews(
  tools: Tools,
  tickets: readonly StockTicket[],
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  const { keep, clock } = tools
  let memory = await keep.read()
  const isAllKnown = tickets.every(({ id }) => threadOfTicket(memory, id) !== null)
  if (!isAllKnown) {
    memory = await keep.change((changed) => {
      adoptTickets(changed, tickets, clock.now())
      return changed
    })
  }
  for (const ticket of tickets) {
    const thread = threadOfTicket(memory, ticket.id)
    const known = thread === null ? undefined : memory.threads[thread]
    if (thread === null || known === undefined || isTold(known, ticket)) continue
    const after = lookAfter(known.rows)
    const reading = {
      session: memory.session,
      ticket: ticket.id,
      after,
      limit: after === null ? BULK_LIMIT : FRESH_LIMIT,
      maxPages: MAX_PAGES,
    }
    const read = await readForward(tools.api, reading, signal)
    yield* await keep.change((changed) => tellThread(changed, { thread, ticket, read }))
  }
}

/** Messages first: a core that stops between them is told of the thread again, and so of the rest. */
function tellThread(
  memory: PosthogMemory,
  { thread: id, ticket, read }: { thread: ThreadId; ticket: StockTicket; read: Read },
): ServerEvent[] {
  const thread = memory.threads[id]
  if (thread === undefined) return []
  const events: ServerEvent[] = []
  const byId = new Map(thread.rows.map((row) => [row.id, row]))
  const twins = new Set(thread.twins)
  for (const row of read.rows) {
    const hash = hashOf(row)
    if (twins.has(row.id) || byId.get(row.id)?.hash === hash) continue
    const message = toMessage(id, row, ++memory.count)
    byId.set(row.id, { at: memory.count, id: row.id, order: message.order, hash })
    events.push({ kind: 'message', cursor: cursorOf(memory), message })
  }
  thread.rows = endOf([...byId.values()])
  if (!read.isWhole) return events
  thread.told = toTold(ticket, ++memory.count)
  events.push({
    kind: 'thread',
    cursor: cursorOf(memory),
    thread: toThread(id, thread, memory.count),
  })
  return events
}
