/**
 * The published Conversations API as a `fetch` function, with nothing of ours: no client ids, a queue
 * for two that is there only while a run is on and that a cache may lose, conversations that cannot
 * be seen before they have a title, answers without an end mark. It breaks the network on command.
 */
import type { Clock } from '@porchlight/protocol'

/** What happens to the next request that says something. */
export type PlainApiFault =
  | { readonly kind: 'cut_before' }
  | { readonly kind: 'cut_after' }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }

export interface PlainApiOptions {
  /** Whether a message keeps the trace id of the request that has posted it. */
  readonly keepsTraceIds: boolean
  /** Whether an assistant answers, until `finish`. Without, a run is over at once. */
  readonly answers: boolean
  /** Whether a conversation has its title from the start. */
  readonly titlesAtOnce: boolean
}

export interface ScriptedPlainApi {
  readonly fetch: typeof fetch
  script(...faults: readonly PlainApiFault[]): void
  /** Reading answers this until it is null again. */
  breakReads(answer: { readonly status: number; readonly body: string } | null): void
  /** The answer is this long now. */
  write(conversation: string, content: string): void
  /** Ends the run with its answer. What waits in the queue begins the next one. */
  finish(conversation: string, content: string): void
  /** The conversation gets its title. */
  title(conversation: string): void
  /** The same visitor puts a message in the queue on another device. */
  enqueueElsewhere(conversation: string, content: string): void
  /** An API key appends the assistant's word. */
  append(conversation: string, content: string): void
  /** The cache of the queue is gone. */
  expireQueue(conversation: string): void
  readonly conversations: readonly string[]
  isRunning(conversation: string): boolean
  /** Contents of a conversation, and of its queue. */
  texts(conversation: string): readonly string[]
  queued(conversation: string): readonly string[]
  readonly requests: readonly string[]
}

interface Row {
  readonly id: string
  readonly type: 'human' | 'ai'
  readonly content: string
  readonly trace_id?: string
}

interface Conversation {
  readonly id: string
  status: 'idle' | 'in_progress'
  title: string | null
  readonly createdAt: string
  updatedAt: string
  readonly rows: Row[]
  queue: { id: string; content: string }[]
  answerId: string
  readonly readers: Set<ReadableStreamDefaultController<Uint8Array>>
}

const MAX_QUEUE_MESSAGES = 2
const encoder = new TextEncoder()

export function createScriptedPlainApi(clock: Clock, options: PlainApiOptions): ScriptedPlainApi {
  const conversations = new Map<string, Conversation>()
  const faults: PlainApiFault[] = []
  const requests: string[] = []
  let broken: { status: number; body: string } | null = null
  let ids = 0
  let changes = 0

  function newId(): string {
    ids++
    return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
  }

  function touch(conversation: Conversation): void {
    changes++
    conversation.updatedAt = new Date(clock.now() + changes).toISOString()
  }

  function find(id: string): Conversation {
    const found = conversations.get(id)
    if (found === undefined) throw new Error('no such conversation')
    return found
  }

  function begin(conversation: Conversation, content: string, traceId: string): void {
    conversation.rows.push({
      id: newId(),
      type: 'human',
      content,
      ...(options.keepsTraceIds && { trace_id: traceId }),
    })
    conversation.answerId = newId()
    if (options.answers) conversation.status = 'in_progress'
    touch(conversation)
  }

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

  function create(id: string, content: string): Conversation {
    const createdAt = new Date(clock.now()).toISOString()
    const conversation: Conversation = {
      id,
      status: 'idle',
      title: options.titlesAtOnce ? content.slice(0, 20) : null,
      createdAt,
      updatedAt: createdAt,
      rows: [],
      queue: [],
      answerId: '',
      readers: new Set(),
    }
    conversations.set(id, conversation)
    return conversation
  }

  function stream(conversation: Conversation, signal: AbortSignal): Response {
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

  function enqueue(conversation: Conversation, content: string): Response {
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
    conversation: Conversation,
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

  function end(conversation: Conversation): void {
    conversation.status = 'idle'
    for (const reader of conversation.readers) reader.close()
    conversation.readers.clear()
    touch(conversation)
  }

  function tellReaders(conversation: Conversation, row: Row): void {
    for (const reader of conversation.readers) reader.enqueue(frame('message', row))
  }

  return {
    async fetch(input, init) {
      await Promise.resolve()
      return await answer(new Request(input, init))
    },
    script: (...next) => void faults.push(...next),
    breakReads(next) {
      broken = next
    },
    write(id, content) {
      const conversation = find(id)
      tellReaders(conversation, { id: conversation.answerId, type: 'ai', content })
    },
    finish(id, content) {
      const conversation = find(id)
      const row: Row = { id: conversation.answerId, type: 'ai', content }
      conversation.rows.push(row)
      tellReaders(conversation, row)
      const next = conversation.queue.shift()
      // A follow-up run has a trace id of its own, and the same stream.
      if (next === undefined) end(conversation)
      else begin(conversation, next.content, newId())
    },
    title(id) {
      const conversation = find(id)
      conversation.title = 'A title'
      touch(conversation)
    },
    enqueueElsewhere(id, content) {
      find(id).queue.push({ id: newId(), content })
    },
    append(id, content) {
      const conversation = find(id)
      conversation.rows.push({ id: newId(), type: 'ai', content })
      touch(conversation)
    },
    expireQueue(id) {
      find(id).queue = []
    },
    get conversations() {
      return [...conversations.keys()]
    },
    isRunning: (id) => find(id).status !== 'idle',
    texts: (id) => find(id).rows.map(({ content }) => content),
    queued: (id) => find(id).queue.map(({ content }) => content),
    requests,
  }
}

function summary({ id, status, title, createdAt, updatedAt }: Conversation): object {
  return { id, status, title, type: 'assistant', created_at: createdAt, updated_at: updatedAt }
}

function queueOf({ queue }: Conversation): Response {
  return Response.json({ messages: queue, max_queue_messages: MAX_QUEUE_MESSAGES })
}

function frame(event: string, data: unknown): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

function refuse(status: number, body: unknown): Response {
  return Response.json(body, { status })
}
