/**
 * PostHog's public widget API as a `fetch` function, with its faults: two transactions for a new
 * ticket, no key for a message, times without a fraction, full pages that promise more, and caches.
 * It breaks the network on command.
 */
import type { Clock } from '@porchlight/protocol'
import {
  createWidgetTickets,
  formatUs,
  parseUs,
  type WidgetActs,
  type WidgetTicket,
} from './widget-tickets.ts'

/** What happens to the next `POST message`. */
export type WidgetApiFault =
  /** It never reaches the server. */
  | { readonly kind: 'cut_before' }
  /** The server has carried it out, and nobody hears of it. */
  | { readonly kind: 'cut_after' }
  /** The ticket is made, and the process dies before its message. */
  | { readonly kind: 'crash_between' }
  /** Cut off now; the server carries it out later. */
  | { readonly kind: 'late'; readonly afterMs: number }
  /** The browser repeats it by itself; the second answer comes after so long. */
  | { readonly kind: 'twice'; readonly afterMs: number }
  /** Carried out, and answered by this status with the usual body. */
  | { readonly kind: 'status'; readonly status: number }
  /** Nothing is carried out; this is the answer. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }

export interface ScriptedWidgetApi extends WidgetActs {
  readonly fetch: typeof fetch
  /** Faults for the next messages, in order; then everything works. */
  script(...faults: readonly WidgetApiFault[]): void
  /** Lists answer this until it is null again. */
  breakLists(answer: { readonly status: number; readonly body: string } | null): void
  /** Lists are as they are now until it is called with false: a replica that lags. */
  lag(isLagging: boolean): void
  readonly tickets: readonly { readonly id: string; readonly texts: readonly string[] }[]
  /** Every request, as method and path with its query. */
  readonly requests: readonly string[]
  /** What the messages came with. */
  readonly bodies: readonly Readonly<Record<string, unknown>>[]
}

interface Cached {
  readonly until: number
  readonly body: unknown
}

const TOKEN = 'public-token'
const MESSAGES_CACHE_MS = 15_000
const TICKETS_CACHE_MS = 30_000

export function createScriptedWidgetApi(clock: Clock): ScriptedWidgetApi {
  const faults: WidgetApiFault[] = []
  const requests: string[] = []
  const bodies: Record<string, unknown>[] = []
  const cache = new Map<string, Cached>()
  let broken: { status: number; body: string } | null = null
  let lagging: readonly WidgetTicket[] | null = null
  const { tickets, open, post, acts } = createWidgetTickets(clock, (ticket) => {
    // As published: only the entry without `after` is invalidated.
    cache.delete(`messages ${ticket} `)
    forgetTickets()
  })

  function say(body: Record<string, unknown>, how: { isCrashing?: boolean } = {}): Response {
    const session = String(body.widget_session_id)
    let ticket: WidgetTicket | undefined
    if (typeof body.ticket_id === 'string') {
      ticket = tickets.find(({ id }) => id === body.ticket_id)
      if (ticket === undefined) return refuse(404, { error: 'Ticket not found' })
      if (ticket.session !== session) return refuse(403, { error: 'Forbidden' })
    } else {
      ticket = open(session)
      if (how.isCrashing === true) return refuse(500, {})
    }
    const row = post(ticket, { content: String(body.message).trim(), author: 'customer' })
    return ok({
      ticket_id: ticket.id,
      message_id: row.id,
      ticket_status: 'new',
      unread_count: ticket.unread,
      created_at: formatUs(row.us),
    })
  }

  function forgetTickets(): void {
    for (const key of cache.keys()) if (key.startsWith('tickets')) cache.delete(key)
  }

  function cached(key: string | null, forMs: number, make: () => unknown): Response {
    const known = key === null ? undefined : cache.get(key)
    if (known !== undefined && known.until > clock.now()) return ok(known.body)
    const body = make()
    if (key !== null) cache.set(key, { until: clock.now() + forMs, body })
    return ok(body)
  }

  function listMessages(id: string, query: URLSearchParams): Response {
    const ticket = (lagging ?? tickets).find((one) => one.id === id)
    if (ticket === undefined) return refuse(404, { error: 'Ticket not found' })
    if (ticket.session !== query.get('widget_session_id'))
      return refuse(403, { error: 'Forbidden' })
    const limit = Number(query.get('limit') ?? 500)
    const after = query.get('after') ?? ''
    const key = limit === 50 ? `messages ${id} ${after}` : null
    return cached(key, MESSAGES_CACHE_MS, () => {
      const since = after === '' ? 0 : parseUs(after)
      const rows = ticket.rows.filter(({ us }) => us > since).slice(0, limit)
      return {
        ticket_id: id,
        ticket_status: 'open',
        unread_count: ticket.unread,
        has_more: rows.length === limit,
        messages: rows.map(({ us, ...row }) => ({
          ...row,
          rich_content: null,
          created_at: formatUs(us),
        })),
      }
    })
  }

  function listTickets(query: URLSearchParams): Response {
    const session = query.get('widget_session_id')
    const limit = Number(query.get('limit') ?? 100)
    const found = (lagging ?? tickets).filter((ticket) => ticket.session === session).reverse()
    const isCached = limit === 100 && !query.has('offset') && found.length > 0
    return cached(isCached ? `tickets ${session}` : null, TICKETS_CACHE_MS, () => ({
      count: found.length,
      results: found.slice(0, limit).map(({ id, number, unread, us, rows }) => ({
        id,
        ticket_number: number,
        status: 'open',
        unread_count: unread,
        last_message: rows.at(-1)?.content ?? null,
        last_message_at: rows.length === 0 ? null : formatUs(rows.at(-1)?.us ?? 0),
        message_count: rows.length,
        created_at: formatUs(us),
      })),
    }))
  }

  async function answerMessage(body: Record<string, unknown>): Promise<Response> {
    bodies.push(body)
    const fault = faults.shift()
    switch (fault?.kind) {
      case undefined:
        return say(body)
      case 'cut_before':
        throw new TypeError('Failed to fetch')
      case 'cut_after':
        say(body)
        throw new TypeError('Failed to fetch')
      case 'crash_between':
        say(body, { isCrashing: true })
        throw new TypeError('Failed to fetch')
      case 'late':
        clock.setTimeout(() => say(body), fault.afterMs)
        throw new TypeError('Failed to fetch')
      case 'twice':
        say(body)
        await new Promise<void>((resolve) => {
          clock.setTimeout(resolve, fault.afterMs)
        })
        return say(body)
      case 'status':
        return new Response(await say(body).text(), { status: fault.status })
      case 'answer':
        return new Response(fault.body, {
          status: fault.status,
          ...(fault.headers !== undefined && { headers: fault.headers }),
        })
    }
  }

  async function answer(request: Request): Promise<Response> {
    const url = new URL(request.url)
    requests.push(`${request.method} ${url.pathname}${url.search}`)
    if (url.pathname === `/array/${TOKEN}/config`) return ok({ conversations: CONFIG })
    if (request.headers.get('x-conversations-token') !== TOKEN) {
      return refuse(403, { error: 'Authentication required' })
    }
    const [, resource = '', id = '', verb] =
      /^\/api\/conversations\/v1\/widget\/(\w+)(?:\/([\w-]+))?(?:\/(\w+))?$/.exec(url.pathname) ??
      []
    if (request.method === 'GET') {
      if (broken !== null) return new Response(broken.body, { status: broken.status })
      return resource === 'tickets'
        ? listTickets(url.searchParams)
        : listMessages(id, url.searchParams)
    }
    const body = await request.json()
    if (resource === 'message') return await answerMessage(body)
    const ticket = tickets.find((one) => one.id === id)
    if (verb !== 'read' || ticket === undefined) return refuse(404, { error: 'Ticket not found' })
    ticket.unread = 0
    forgetTickets()
    return ok({ success: true, unread_count: 0 })
  }

  return {
    ...acts,
    async fetch(input, init) {
      // One turn at least: nothing is answered before the caller has gone on.
      await Promise.resolve()
      return await answer(new Request(input, init))
    },
    script: (...next) => void faults.push(...next),
    breakLists(next) {
      broken = next
    },
    lag(isLagging) {
      lagging = isLagging ? structuredClone(tickets) : null
    },
    get tickets() {
      return tickets.map(({ id, rows }) => ({ id, texts: rows.map(({ content }) => content) }))
    },
    requests,
    bodies,
  }
}

const CONFIG = {
  enabled: true,
  widgetEnabled: true,
  greetingText: 'Hey, how can I help you today?',
  color: '#1d4aff',
  token: TOKEN,
  domains: [],
  placeholderText: 'Type your message...',
  widgetPosition: 'bottom_right',
}

function ok(body: unknown): Response {
  return Response.json(body)
}

function refuse(status: number, body: unknown): Response {
  return Response.json(body, { status })
}
