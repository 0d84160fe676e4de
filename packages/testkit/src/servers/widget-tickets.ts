/** What the scripted widget API keeps: tickets, and their messages in the order of their times. */
import type { Clock } from '@porchlight/protocol'
import { createCountedIds } from './counted-ids.ts'

/** What others do, beside the visitor whose requests come by `fetch`. */
export interface WidgetActs {
  /** Somebody writes in a ticket. @param createdUs its time, where it was begun before others */
  reply(
    ticket: string,
    content: string,
    by?: { readonly author?: 'support' | 'human' | 'AI'; readonly createdUs?: number },
  ): void
  /** The team changes a message. */
  edit(id: string, content: string): void
  /** The ticket goes to another browser by a restore link. */
  move(ticket: string): void
}

/** A message; `us` is its time, in microseconds since 1970. */
export interface WidgetRow {
  readonly id: string
  content: string
  readonly author_type: string
  readonly author_name: string
  readonly us: number
}

/** A ticket, with the browser session that it belongs to. */
export interface WidgetTicket {
  readonly id: string
  readonly number: number
  session: string
  unread: number
  readonly us: number
  readonly rows: WidgetRow[]
}

/** The server without its network and its caches. */
export interface WidgetTickets {
  readonly tickets: readonly WidgetTicket[]
  readonly acts: WidgetActs
  open(session: string): WidgetTicket
  post(ticket: WidgetTicket, draft: Draft): WidgetRow
}

interface Draft {
  readonly content: string
  readonly author: string
  /** Default: now. */
  readonly createdUs?: number | undefined
}

/** @param onPosted is told of the ticket that has another message now */
export function createWidgetTickets(
  clock: Clock,
  onPosted: (ticket: string) => void,
): WidgetTickets {
  const tickets: WidgetTicket[] = []
  let lastUs = 0
  const newId = createCountedIds()

  /** Unique, as the times of one server nearly are; the first of a second has no fraction. */
  function nowUs(): number {
    lastUs = Math.max(lastUs + 1, clock.now() * 1_000)
    return lastUs
  }

  function open(session: string): WidgetTicket {
    const number = tickets.length + 1
    const ticket = { id: newId(), number, session, unread: 0, us: nowUs(), rows: [] }
    tickets.push(ticket)
    return ticket
  }

  function post(ticket: WidgetTicket, draft: Draft): WidgetRow {
    const row: WidgetRow = {
      id: newId(),
      content: draft.content,
      author_type: draft.author,
      author_name: draft.author === 'customer' ? 'You' : 'Maja',
      us: draft.createdUs ?? nowUs(),
    }
    ticket.rows.push(row)
    ticket.rows.sort((a, b) => a.us - b.us)
    onPosted(ticket.id)
    return row
  }

  const acts: WidgetActs = {
    reply(id, content, { author = 'support', createdUs } = {}) {
      const ticket = tickets.find((one) => one.id === id)
      if (ticket === undefined) throw new Error('no such ticket')
      post(ticket, { content, author, createdUs })
      // As published: the assistant's words raise no count.
      if (author !== 'AI') ticket.unread++
    },
    edit(id, content) {
      const row = tickets.flatMap(({ rows }) => rows).find((one) => one.id === id)
      if (row !== undefined) row.content = content
    },
    move(id) {
      const ticket = tickets.find((one) => one.id === id)
      if (ticket !== undefined) ticket.session = 'another'
    },
  }

  return { tickets, acts, open, post }
}

/** A time on the wire. As published, there is no fraction when it is 0. */
export function formatUs(us: number): string {
  const second = new Date(Math.floor(us / 1_000_000) * 1_000).toISOString().slice(0, 19)
  const fraction = us % 1_000_000
  return `${second}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}+00:00`
}

/** The other way round. */
export function parseUs(text: string): number {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  const ms = Date.parse(text.replace(/\.\d+/, ''))
  return ms * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}
