/** A server for one team, behind `fetch`: enough of the tickets API for a client to work with. */
import type {
  Agent,
  AssistantOutcomes,
  KeptMail,
  Macro,
  ProfileConfig,
  TeamAside,
  TeamFeedEvent,
  Ticket,
  TicketMessage,
  TicketStatus,
  TicketView,
} from '@porchlight/protocol'
import { buildConfig, buildMacro, buildMessage, buildView } from './build.ts'
import { type Asked, answerSaved, bodyOf, json, pageOf, problem } from './fake-answers.ts'
import { createFaults, type Fault } from './fake-faults.ts'

export interface FakeApi {
  readonly fetch: typeof fetch
  /** What was asked for, such as `GET tickets/?status=resolved`, in order. */
  readonly requests: readonly string[]
  readonly tickets: Map<string, Ticket>
  /** By the id of their ticket, oldest first. */
  readonly messages: Map<string, TicketMessage[]>
  readonly mails: KeptMail[]
  /** The first one is whose key it is; with none it is the key of a server. */
  readonly agents: Agent[]
  /** The newest first. */
  readonly configs: ProfileConfig[]
  /** By short id. */
  readonly views: Map<string, TicketView>
  /** By id. */
  readonly macros: Map<string, Macro>
  /** Plans a fault; faults to the same requests happen in the order they were planned. */
  fail(fault: Fault): void
  /** Tells every open stream. */
  emit(event: TeamFeedEvent): void
  /** Tells every open stream what somebody does now. */
  mention(aside: TeamAside): void
  /** Ends every open stream as a server does that shuts down. */
  endStreams(): void
  readonly openStreams: number
}

export const FAKE_KEY = 'phx_fake'

const PROJECT = '/api/projects/1/'

export function createFakeApi(seed: readonly Ticket[] = []): FakeApi {
  const tickets = new Map(seed.map((ticket) => [ticket.id, ticket]))
  const messages = new Map<string, TicketMessage[]>()
  const mails: KeptMail[] = []
  const agents: Agent[] = []
  const views = new Map<string, TicketView>()
  const macros = new Map<string, Macro>()
  const configs: ProfileConfig[] = []
  const replies = new Map<string, TicketMessage>()
  const requests: string[] = []
  const faults = createFaults()
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>()
  let cursor = 0

  function answer(method: string, url: URL, init: RequestInit): Response {
    const [resource, id, action] = resourceOf(url).split('/')
    if (resource === 'agents' && id === 'my_key') return json({ scopes: ['*'] })
    if (resource === 'agents') return id === 'me' ? answerMe() : pageOf(url)(agents)
    if (resource === 'customer_profile_configs') return answerConfig(method, id ?? '', url, init)
    const asked = { method, id: id ?? '', url, init }
    if (resource === 'views') {
      return method === 'PATCH' ? answerMove(asked) : answerViews(asked)
    }
    if (resource === 'macros') {
      return answerSaved(
        macros,
        (n) => [`macro-new-${n}`, buildMacro(n, { id: `macro-new-${n}` })],
        asked,
      )
    }
    if (resource === 'events') return openStream(url, init.signal)
    if (id === 'activity') return new Response(null, { status: 204 })
    const page = pageOf(url)
    if (resource === 'mails') return page(mails)
    if (!id) return page(listed(url))
    if (id === 'assistant_outcomes') return json(outcomes(url))
    if (id === 'unread_count') return json({ count: unreadCount() })
    if (id.startsWith('bulk_')) return json(inBulk(bodyOf(init)))
    const ticket = tickets.get(id)
    if (ticket === undefined) return problem(404, 'not_found')
    if (action === 'messages') return page(messages.get(id) ?? [])
    if (action === 'reply') return json(postReply(id, init), 201)
    return json(update(ticket, method === 'PATCH' ? changeOf(init) : { unread_team_count: 0 }))
  }

  function answerViews(asked: Asked): Response {
    return answerSaved(views, (n) => [`view${n}`, buildView(n)], asked)
  }

  /** Numbers all views anew, as the server does. */
  function answerMove(asked: Asked): Response {
    const { before, after, ...change } = bodyOf(asked.init)
    const order = [...views.values()].sort((a, b) => a.position - b.position)
    const others = order.filter(({ short_id }) => short_id !== asked.id)
    const beside = others.findIndex(({ short_id }) => short_id === (before ?? after))
    const view = views.get(asked.id)
    if (view !== undefined && (before ?? after) !== undefined) {
      if (beside === -1) return problem(400, 'invalid')
      others.splice(before === undefined ? beside + 1 : beside, 0, view)
      for (const [position, each] of others.entries()) {
        views.set(each.short_id, { ...each, position })
      }
    }
    return answerViews({ ...asked, init: { ...asked.init, body: JSON.stringify(change) } })
  }

  function listed({ searchParams }: URL): readonly Ticket[] {
    const statuses = searchParams.get('status')?.split(',')
    const search = searchParams.get('search')
    const ids = searchParams.get('ids')?.split(',')
    const people = searchParams.get('distinct_ids')?.split(',')
    return [...tickets.values()]
      .filter((ticket) => statuses?.includes(ticket.status) ?? true)
      .filter(({ id }) => ids?.includes(id) ?? true)
      .filter(({ distinct_id: id }) => people?.includes(id) ?? true)
      .filter((ticket) => search === null || isFound(ticket, search))
      .sort((a, b) => (a.updated_at > b.updated_at ? -1 : 1))
  }

  /** Tags are added; a ticket that has the tag `full` takes no other. */
  function inBulk({
    ids,
    status,
    tags,
  }: {
    ids: string[]
    status?: TicketStatus
    tags?: string[]
  }) {
    const known = ids.flatMap((id) => tickets.get(id) ?? [])
    const skipped = known.filter((ticket) => tags !== undefined && ticket.tags.includes('full'))
    const updated = known
      .filter((ticket) => !skipped.includes(ticket))
      .map((t) =>
        update(t, status === undefined ? { tags: [...t.tags, ...(tags ?? [])] } : { status }),
      )
    if (status !== undefined) return { updated: updated.length, ids: updated.map(({ id }) => id) }
    return { updated, skipped: skipped.map(({ id }) => ({ id, reason: 'too_many_tags' })) }
  }

  /** Those in which people answer were handed over; a month has as many again. */
  function outcomes(url: URL): AssistantOutcomes {
    const days = Number(url.searchParams.get('days'))
    const handed_over = tickets.size * (days === 7 ? 1 : 2)
    return { days, resolved: 0, handed_over, abandoned: 0, under_way: 0 }
  }

  function unreadCount(): number {
    const waiting = [...tickets.values()].filter(({ status }) => status !== 'resolved')
    return waiting.reduce((sum, ticket) => sum + ticket.unread_team_count, 0)
  }

  function answerMe(): Response {
    const [me] = agents
    return me === undefined ? problem(404, 'not_found') : json(me)
  }

  function answerConfig(method: string, id: string, url: URL, init: RequestInit): Response {
    if (method === 'GET') return pageOf(url)(configs)
    const known = configs.findIndex((config) => config.id === id)
    const config = { ...(configs[known] ?? buildConfig(configs.length + 1)), ...bodyOf(init) }
    configs.splice(Math.max(0, known), known === -1 ? 0 : 1, config)
    return json(config, known === -1 ? 201 : 200)
  }

  function update(ticket: Ticket, change: Partial<Ticket>): Ticket {
    const next = { ...ticket, ...change, rev: ticket.rev + 1 }
    tickets.set(ticket.id, next)
    return next
  }

  function postReply(ticketId: string, init: RequestInit): TicketMessage {
    const key = new Headers(init.headers).get('idempotency-key') ?? ''
    const thread = messages.get(ticketId) ?? []
    const { message, is_private } = bodyOf(init)
    const posted =
      replies.get(key) ??
      buildMessage(500 + replies.size, {
        content: message,
        is_private,
        author_type: 'support',
        author_name: 'Team',
        seq: (thread.at(-1)?.seq ?? 0) + 1,
      })
    if (!replies.has(key)) messages.set(ticketId, [...thread, posted])
    replies.set(key, posted)
    return posted
  }

  function openStream(url: URL, signal: AbortSignal | null | undefined): Response {
    let stream: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller
        streams.add(stream)
        if (url.searchParams.has('cursor')) return
        send(stream, { event: 'reset', data: { reason: 'start' } })
      },
      cancel: () => void streams.delete(stream),
    })
    signal?.addEventListener('abort', () => {
      if (streams.delete(stream)) stream.error(new Error('aborted'))
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  function send(
    stream: ReadableStreamDefaultController<Uint8Array>,
    { event, data }: TeamFeedEvent,
  ): void {
    const text = `id: ${++cursor}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
    stream.enqueue(new TextEncoder().encode(text))
  }

  return {
    requests,
    tickets,
    messages,
    mails,
    agents,
    views,
    macros,
    configs,
    async fetch(input, init = {}) {
      const url = new URL(String(input))
      const method = init.method ?? 'GET'
      const request = `${method} ${resourceOf(url)}${url.search}`
      requests.push(request)
      return await faults.meet(request, init.signal, () =>
        new Headers(init.headers).get('authorization') === `Bearer ${FAKE_KEY}`
          ? answer(method, url, init)
          : problem(401, 'authentication_failed'),
      )
    },
    fail: faults.add,
    emit(event) {
      if (event.event === 'ticket') tickets.set(event.data.id, event.data)
      if (event.event === 'ticket_deleted') tickets.delete(event.data.ticket)
      for (const stream of streams) send(stream, event)
    },
    mention({ event, data }) {
      const text = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
      for (const stream of streams) stream.enqueue(new TextEncoder().encode(text))
    },
    endStreams() {
      for (const stream of streams) stream.close()
      streams.clear()
    },
    get openStreams() {
      return streams.size
    },
  }
}

/** Without what all addresses of the API have in common. */
function resourceOf({ pathname }: URL): string {
  return pathname.slice(PROJECT.length).replace(/^conversations\//, '')
}

function isFound(ticket: Ticket, search: string): boolean {
  if (/^\d+$/.test(search)) return ticket.ticket_number === Number(search)
  const texts = [ticket.anonymous_traits.name, ticket.last_message_text]
  return texts.some((text) => String(text).toLowerCase().includes(search.toLowerCase()))
}

/** An assignee is written as type and id, and told with their names. */
function changeOf(init: RequestInit): Partial<Ticket> {
  const { assignee, ...change } = bodyOf(init)
  if (assignee === undefined) return change
  return { ...change, assignee: assignee && { ...assignee, user: null, role: null } }
}
