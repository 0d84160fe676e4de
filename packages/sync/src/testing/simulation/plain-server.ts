/** The published Conversations API alone in a simulation, by the transport that is shipped. */
import { createPlainTransport } from '@porchlight/client/plain'
import { createScriptedPlainApi } from '@porchlight/testkit'
import { POISON } from './our-server.ts'
import type { CreateServerSide } from './server-side.ts'
import { createFetch, type FetchedServer } from './simulated-fetch.ts'
import { watchTransport } from './watched-transport.ts'

export const createPlainServer: CreateServerSide = ({ network, clock, watch }) => {
  const api = createScriptedPlainApi(clock, {
    keepsTraceIds: false,
    answers: true,
    titlesAtOnce: true,
  })
  const replies = new Set<string>()
  let isSettled = false

  function nextReply(): string {
    const text = `reply ${replies.size + 1}`
    replies.add(text)
    return text
  }

  /** One run after another, as long as something waits. */
  function finishAll(): void {
    for (const id of api.conversations) while (api.isRunning(id)) api.finish(id, nextReply())
  }

  function someRunning(chance: { below(limit: number): number }): string | undefined {
    const running = api.conversations.filter(api.isRunning)
    return running[chance.below(running.length)]
  }

  const server: FetchedServer = {
    network,
    clock,
    async serve(input, init = {}) {
      const isRefused = init.method !== 'GET' && String(init.body).includes(POISON)
      if (isRefused) return refuse(400)
      const response = await api.fetch(input, init)
      if (isSettled) finishAll()
      return response
    },
    turnedDown: ({ init }) =>
      init.method !== 'POST'
        ? {}
        : {
            'is told to wait': () => refuse(429, { 'retry-after': '7' }),
            'gets a page': () =>
              new Response('<html>', { headers: { 'content-type': 'text/html' } }),
            'fails before it': () => refuse(500),
          },
  }

  return {
    isAsked: true,
    transport(tab, { memory }) {
      const transport = createPlainTransport({
        origin: 'http://chat.test',
        project: 7,
        visitor: 'visitor-1',
        authorize: async () => 'Bearer key',
        memory,
        clock: tab.ports.clock,
        fillRandom: tab.ports.fillRandom,
        fetch: createFetch(tab, server),
      })
      return watchTransport(transport, watch)
    },
    proof: 'absent',
    events: {
      'an answer grows'(chance) {
        const id = someRunning(chance)
        if (id !== undefined) api.write(id, 'words')
      },
      'an answer ends'(chance) {
        const id = someRunning(chance)
        if (id !== undefined) api.finish(id, nextReply())
      },
      'it posts what it holds': finishAll,
      // What waits in its cache is lost with it.
      'a backup is restored'(chance) {
        const id = api.conversations[chance.below(api.conversations.length)]
        if (id === undefined) return
        for (const text of api.queued(id)) watch.forgot(id, text)
        api.expireQueue(id)
      },
    },
    settle() {
      isSettled = true
      finishAll()
    },
    committed: () =>
      api.conversations.flatMap((thread) =>
        api.texts(thread).map((text, place) => ({
          kind: 'committed',
          message: null,
          thread,
          place,
          text,
          visitor: replies.has(text) ? null : 'visitor-1',
        })),
      ),
    lost: [],
    deleted: new Set(),
  }
}

function refuse(status: number, headers: Record<string, string> = {}): Response {
  return Response.json(
    { type: 'validation_error', code: 'invalid', detail: 'not this', attr: null },
    { status, headers },
  )
}
