/**
 * Pages backwards from a server that only reads forwards: a thread is read once from its beginning,
 * and pages are served from what was read. What a thread has beyond 10,000 messages is not reached.
 */
import { type Message, type Page, type ThreadId, TransportError } from '@porchlight/protocol'
import { hashOf, toMessage, toThread } from './from-stock.ts'
import { toInstant } from './order.ts'
import { lookAfter } from './overlap.ts'
import { BULK_LIMIT, type Read, readForward } from './read-forward.ts'
import type { Tools } from './tools.ts'

/** Requests for one thread. */
const MAX_PAGES = 20

/** Threads held in memory. */
const MAX_THREADS = 4

export interface ReadRow {
  readonly id: string
  readonly order: string
  readonly hash: number
  readonly message: Message
}

export interface PageRequest {
  readonly thread: ThreadId
  readonly before: number | string | null
  readonly limit: number
}

export interface Pages {
  /** @throws TransportError */
  page(request: PageRequest, signal: AbortSignal): Promise<Page>
  /** What was read of a thread; empty when nothing was. */
  rows(thread: ThreadId): readonly ReadRow[]
}

export function createPages({ api, keep }: Tools): Pages {
  const rowsByThread = new Map<ThreadId, readonly ReadRow[]>()

  function remember(thread: ThreadId, rows: readonly ReadRow[]): void {
    rowsByThread.delete(thread)
    rowsByThread.set(thread, rows)
    const [oldest] = rowsByThread.keys()
    if (rowsByThread.size > MAX_THREADS && oldest !== undefined) rowsByThread.delete(oldest)
  }

  /** Reads what has come since the thread was read last. */
  async function refresh(thread: ThreadId, ticket: string, signal: AbortSignal): Promise<Read> {
    // Taken before anything is read, so that the revs of a slow answer are older than those of a
    // later one.
    const { session, rev } = await keep.change((memory) => ({
      session: memory.session,
      rev: ++memory.count,
    }))
    const known = rowsByThread.get(thread) ?? []
    const after = lookAfter(known)
    const reading = { session, ticket, after, limit: BULK_LIMIT, maxPages: MAX_PAGES }
    const read = await readForward(api, reading, signal)
    const byId = new Map(known.map((row) => [row.id, row]))
    for (const row of read.rows) {
      const hash = hashOf(row)
      if (byId.get(row.id)?.hash === hash) continue
      const message = toMessage(thread, row, rev)
      byId.set(row.id, { id: row.id, order: message.order, hash, message })
    }
    remember(
      thread,
      [...byId.values()].sort((a, b) => (a.order < b.order ? -1 : 1)),
    )
    return read
  }

  return {
    async page({ thread, before, limit }, signal) {
      const known = (await keep.read()).threads[thread]
      if (known === undefined) throw new TransportError({ kind: 'gone' })
      const { ticket } = known
      const info = toThread(thread, known, known.told?.at ?? 0)
      if (ticket === null) return { thread: info, messages: [], hasMore: false }
      const isToRead = before === null || !rowsByThread.has(thread)
      const read = isToRead ? await refresh(thread, ticket, signal) : null
      const twins = new Set(known.twins)
      const rows = (rowsByThread.get(thread) ?? []).filter(
        ({ id, order }) => !twins.has(id) && (before === null || order < String(before)),
      )
      return {
        thread: read === null ? info : { ...info, ...freshOf(info, read) },
        messages: rows.slice(-limit).map(({ message }) => message),
        hasMore: rows.length > limit,
      }
    },
    rows: (thread) => rowsByThread.get(thread) ?? [],
  }
}

/** What the answer to a reading says of the ticket, which may be newer than the list. */
function freshOf(
  { ticket, lastMessageAt, lastMessageText }: Page['thread'],
  { last, rows }: Read,
): Partial<Page['thread']> {
  const newest = rows.at(-1)
  return {
    unread: last.unread_count,
    ticket: ticket && { ...ticket, status: last.ticket_status },
    lastMessageText: lastMessageText ?? newest?.content ?? null,
    lastMessageAt: lastMessageAt ?? (newest ? toInstant(newest.created_at) : null),
  }
}
