/**
 * The published Conversations API as a `fetch` function, with nothing of ours: no client ids, a queue
 * for two that is there only while a run is on and that a cache may lose, conversations that cannot
 * be seen before they have a title, answers without an end mark. It breaks the network on command.
 */
import type { Clock } from '@porchlight/protocol'
import {
  createPlainConversations,
  frame,
  type PlainActs,
  type PlainApiOptions,
  type PlainConversation,
  summary,
} from './plain-conversations.ts'

/** What happens to the next request that says something. */
export type PlainApiFault =
  | { readonly kind: 'cut_before' }
  | { readonly kind: 'cut_after' }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }

export interface ScriptedPlainApi extends PlainActs {
  readonly fetch: typeof fetch
  script(...faults: readonly PlainApiFault[]): void
  /** Reading answers this until it is null again. */
  breakReads(answer: { readonly status: number; readonly body: string } | null): void
  readonly conversations: readonly string[]
  readonly requests: readonly string[]
}

const MAX_QUEUE_MESSAGES = 2

export function createScriptedPlainApi(clock: Clock, options: PlainApiOptions): ScriptedPlainApi {
  const { conversations, create, begin, end, acts, newId } = createPlainConversations(
    clock,
    options,
  )
  const faults: PlainApiFault[] = []
  const requests: string[] = []
  let broken: { status: number; body: string } | null = null

  function say(body: Record<string, unknown>, signal: AbortSignal): Response {
    const id = String(body.conversation)
    const content = typeof body.content === 'string' ? body.content : null
    const known = conversations.get(id)
    if (known === undefined && content === null) {
      return refuse(400, { error: 'Cannot stream from non-existent conversation' })
    }
    const conversation = known ?? create(id, content ?? '')
    const isIdle = conversation.status === 'idle'
    if (content !== null && !isIdle) {
      const detail = 'Cannot resume streaming with a new message'
      return refuse(409, { type: 'invalid_request', code: 'conflict', detail, attr: null })
    }
    if (content === null && isIdle) {
      return refuse(400, { error: 'Cannot continue streaming from an idle conversation' })
    }
    if (content !== null) begin(conversation, content, String(body.trace_id))
    return stream(conversation, signal)
  }

  function stream(conversation: PlainConversation, signal: AbortSignal): Response {
    let reader: ReadableStreamDefaultController<Uint8Array>
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        reader = controller
        // As every browser does it: an aborted request has no more of a body.
        signal.addEventListener('abort', () => {
          if (conversation.readers.delete(controller)) controller.error(signal.reason)
        })
        controller.enqueue(frame('conversation', summary(conversation)))
        if (conversation.status === 'idle') controller.close()
        else conversation.readers.add(controller)
      },
      cancel: () => void conversation.readers.delete(reader),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  function enqueue(conversation: PlainConversation, content: string): Response {
    if (conversation.status === 'idle') {
      return refuse(409, { error: 'queue_not_drainable', detail: 'There is no run.' })
    }
    if (conversation.queue.length >= MAX_QUEUE_MESSAGES) {
      const detail = 'Only two messages can be queued at a time.'
      return refuse(409, { error: 'queue_full', detail })
    }
    conversation.queue.push({ id: newId(), content })
    return queueOf(conversation)
  }

  async function withFault(carryOut: () => Response): Promise<Response> {
    const fault = faults.shift()
    switch (fault?.kind) {
      case undefined:
        return carryOut()
      case 'cut_before':
        throw new TypeError('Failed to fetch')
      case 'cut_after':
        carryOut()
        throw new TypeError('Failed to fetch')
      case 'late':
        clock.setTimeout(carryOut, fault.afterMs)
        throw new TypeError('Failed to fetch')
      case 'answer':
        return new Response(fault.body, { status: fault.status })
    }
  }

  function answerQueue(
    request: { method: string; body: Record<string, unknown> },
    conversation: PlainConversation,
    item: string,
  ): Promise<Response> | Response {
    const content = String(request.body.content)
    if (request.method === 'GET') return queueOf(conversation)
    if (request.method === 'POST') return withFault(() => enqueue(conversation, content))
    const row = conversation.queue.find(({ id }) => id === item)
    if (row === undefined) return refuse(404, { detail: 'Queue message not found.' })
    if (request.method === 'PATCH') {
      return withFault(() => {
        row.content = content
        return queueOf(conversation)
      })
    }
    conversation.queue = conversation.queue.filter((one) => one !== row)
    return queueOf(conversation)
  }

  async function answer(request: Request): Promise<Response> {
    const { method } = request
    const url = new URL(request.url)
    requests.push(`${method} ${url.pathname}`)
    const [id, resource, item = ''] = url.pathname
      .replace('/api/projects/7/conversations/', '')
      .split('/')
      .filter(Boolean)
    if (method === 'GET' && broken !== null) {
      return new Response(broken.body, { status: broken.status })
    }
    const body =
      method === 'POST' || method === 'PATCH' ? JSON.parse((await request.text()) || '{}') : {}
    if (id === undefined) {
      if (method === 'POST') return await withFault(() => say(body, request.signal))
      const titled = [...conversations.values()].filter(({ title }) => title !== null)
      const results = titled.map(summary)
      return Response.json({ count: results.length, next: null, previous: null, results })
    }
    const conversation = conversations.get(id)
    if (resource === 'queue') {
      if (conversation === undefined) return refuse(404, { error: 'Conversation not found' })
      return await answerQueue({ method, body }, conversation, item)
    }
    if (conversation === undefined || (resource === undefined && conversation.title === null)) {
      const detail = 'Not found.'
      return refuse(404, { type: 'invalid_request', code: 'not_found', detail, attr: null })
    }
    if (resource === 'cancel') {
      conversation.queue = []
      end(conversation)
      return new Response(null, { status: 204 })
    }
    return Response.json({ ...summary(conversation), messages: conversation.rows })
  }

  return {
    ...acts,
    async fetch(input, init) {
      await Promise.resolve()
      return await answer(new Request(input, init))
    },
    script: (...next) => void faults.push(...next),
    breakReads(next) {
      broken = next
    },
    get conversations() {
      return [...conversations.keys()]
    },
    requests,
  }
}

function queueOf({ queue }: PlainConversation): Response {
  return Response.json({ messages: queue, max_queue_messages: MAX_QUEUE_MESSAGES })
}

function refuse(status: number, body: unknown): Response {
  return Response.json(body, { status })
}
