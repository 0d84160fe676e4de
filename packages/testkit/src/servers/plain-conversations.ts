/**
 * What the scripted plain API keeps: conversations, their queues, and who reads an answer that is
 * being written.
 */
import type { Clock } from '@porchlight/protocol'
import { createCountedIds } from './counted-ids.ts'

/** In what servers of this API differ. */
export interface PlainApiOptions {
  /** Whether a message keeps the trace id of the request that has posted it. */
  readonly keepsTraceIds: boolean
  /** Whether an assistant answers, until `finish`. Without, a run is over at once. */
  readonly answers: boolean
  /** Whether a conversation has its title from the start. */
  readonly titlesAtOnce: boolean
}

/** What others do, beside the visitor whose requests come by `fetch`; and a look at what there is. */
export interface PlainActs {
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
  isRunning(conversation: string): boolean
  /** Contents of a conversation, and of its queue. */
  texts(conversation: string): readonly string[]
  queued(conversation: string): readonly string[]
}

interface PlainRow {
  readonly id: string
  readonly type: 'human' | 'ai'
  readonly content: string
  readonly trace_id?: string
}

/** A conversation as the published API has it. */
export interface PlainConversation {
  readonly id: string
  status: 'idle' | 'in_progress'
  title: string | null
  readonly createdAt: string
  updatedAt: string
  readonly rows: PlainRow[]
  queue: { id: string; content: string }[]
  answerId: string
  readonly readers: Set<ReadableStreamDefaultController<Uint8Array>>
}

/** The server without its network. */
export interface PlainConversations {
  /** All there are, by id. */
  readonly conversations: ReadonlyMap<string, PlainConversation>
  readonly acts: PlainActs
  create(id: string, content: string): PlainConversation
  /** Takes a message, and begins a run if an assistant answers. */
  begin(conversation: PlainConversation, content: string, traceId: string): void
  /** Ends the run, and the streams of those who read it. */
  end(conversation: PlainConversation): void
  newId(): string
}

const encoder = new TextEncoder()

/** @returns a server that has no conversation yet */
export function createPlainConversations(
  clock: Clock,
  options: PlainApiOptions,
): PlainConversations {
  const conversations = new Map<string, PlainConversation>()
  const newId = createCountedIds()
  let changes = 0

  function touch(conversation: PlainConversation): void {
    changes++
    conversation.updatedAt = new Date(clock.now() + changes).toISOString()
  }

  function find(id: string): PlainConversation {
    const found = conversations.get(id)
    if (found === undefined) throw new Error('no such conversation')
    return found
  }

  function create(id: string, content: string): PlainConversation {
    const createdAt = new Date(clock.now()).toISOString()
    const conversation: PlainConversation = {
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

  function begin(conversation: PlainConversation, content: string, traceId: string): void {
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

  function end(conversation: PlainConversation): void {
    conversation.status = 'idle'
    for (const reader of conversation.readers) reader.close()
    conversation.readers.clear()
    touch(conversation)
  }

  function tellReaders(conversation: PlainConversation, row: PlainRow): void {
    for (const reader of conversation.readers) reader.enqueue(frame('message', row))
  }

  const acts: PlainActs = {
    write(id, content) {
      const conversation = find(id)
      tellReaders(conversation, { id: conversation.answerId, type: 'ai', content })
    },
    finish(id, content) {
      const conversation = find(id)
      const row: PlainRow = { id: conversation.answerId, type: 'ai', content }
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
    isRunning: (id) => find(id).status !== 'idle',
    texts: (id) => find(id).rows.map(({ content }) => content),
    queued: (id) => find(id).queue.map(({ content }) => content),
  }

  return { conversations, acts, create, begin, end, newId }
}

/** As lists tell of it. */
export function summary({ id, status, title, createdAt, updatedAt }: PlainConversation): object {
  return { id, status, title, type: 'assistant', created_at: createdAt, updated_at: updatedAt }
}

/** One event of a stream. */
export function frame(event: string, data: unknown): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}
