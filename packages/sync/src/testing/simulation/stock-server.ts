/** PostHog's public widget API with its caches in a simulation, by the transport that is shipped. */
import { createPosthogTransport } from '@porchlight/client/posthog'
import type { PosthogMemory } from '@porchlight/protocol/posthog'
import { createScriptedWidgetApi } from '@porchlight/testkit'
import { POISON } from './our-server.ts'
import type { CreateServerSide } from './server-side.ts'
import { createFetch, type FetchedServer } from './simulated-fetch.ts'
import { watchTransport } from './watched-transport.ts'

export const createStockServer: CreateServerSide = ({ network, clock, watch }) => {
  const api = createScriptedWidgetApi(clock)
  const replies = new Set<string>()

  const server: FetchedServer = {
    network,
    clock,
    serve(input, init = {}) {
      const isRefused = init.method === 'POST' && String(init.body).includes(POISON)
      return isRefused ? Promise.resolve(refuse(400)) : api.fetch(input, init)
    },
    turnedDown({ path, init }) {
      if (!path.endsWith('/message')) return {}
      const isNew = !String(init.body).includes('"ticket_id"')
      return {
        'is told to wait': () => refuse(429, { 'retry-after': '7' }),
        'gets a page': () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
        'fails before it': () => refuse(500),
        ...(isNew && {
          async 'makes an empty ticket'() {
            api.script({ kind: 'crash_between' })
            return await server.serve(`${ORIGIN}${path}`, init)
          },
        }),
      }
    },
  }

  return {
    isAsked: true,
    transport(tab, { memory }) {
      const transport = createPosthogTransport({
        origin: ORIGIN,
        token: 'public-token',
        memory,
        clock: tab.ports.clock,
        fillRandom: tab.ports.fillRandom,
        fetch: createFetch(tab, server),
      })
      return watchTransport(transport, watch)
    },
    proof: 'absent',
    events: {
      'a person answers'(chance) {
        const ticket = api.tickets[chance.below(api.tickets.length)]
        if (ticket === undefined) return
        const text = `reply ${replies.size + 1}`
        replies.add(text)
        api.reply(ticket.id, text)
      },
    },
    settle() {},
    committed(memory) {
      const threads = Object.entries((memory as Partial<PosthogMemory>)?.threads ?? {})
      const threadOf = new Map(threads.map(([thread, { ticket }]) => [ticket, thread]))
      return api.tickets.flatMap(({ id, texts }) =>
        texts.map((text, place) => ({
          kind: 'committed',
          message: null,
          thread: threadOf.get(id) ?? id,
          place,
          text,
          visitor: replies.has(text) ? null : 'visitor-1',
        })),
      )
    },
    lost: [],
    deleted: new Set(),
  }
}

const ORIGIN = 'http://chat.test'

function refuse(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ error: 'not this' }, { status, headers })
}
