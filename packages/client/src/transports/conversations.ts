/** The transport to a Porchlight server: the Conversations API with its extensions. */
import {
  type Clock,
  type ConversationDetail,
  type Page,
  type Reconciled,
  type ServerEvent,
  type Thread,
  type Transport,
  TransportError,
  uuidv7,
  visitorFeedEventSchema,
} from '@porchlight/protocol'
import type { ClientError } from '../client-error.ts'
import { type ConversationsClient, createConversationsClient } from '../conversations.ts'
import { readEvents, type ServerSentEvent } from '../event-stream.ts'
import { parseEvent } from '../parse-event.ts'
import { createVisitorRequester, type VisitorOptions } from '../visitor-requester.ts'
import { deliver, readFrames } from './deliver.ts'
import { unwrap } from './failure.ts'
import { toMessage, toSession, toThread } from './from-wire.ts'

/** Everything that a browser needs to be a visitor. */
export interface ConversationsTransportOptions extends VisitorOptions {
  /**
   * Hears what the server says beside the feed, such as who writes now: events without a place in it.
   * Null when a stream begins: what was heard on another one is over.
   */
  readonly onAside?: (aside: ServerSentEvent | null) => void
}

/** Messages looked through for an op whose outcome is unknown. */
const RECONCILE_LIMIT = 100

/** @returns a transport; it holds nothing that needs closing, signals end what it does */
export function createConversationsTransport(options: ConversationsTransportOptions): Transport {
  const { keeper, requester, clock, fillRandom } = createVisitorRequester(options)
  const client = createConversationsClient(requester)

  return {
    async session(signal) {
      return toSession(unwrap(await keeper.start(signal)))
    },
    deliver: (op, lane, signal) => deliver(client, clock, { op, lane, signal }),
    reconcile: (op, _known, signal) => reconcile(client, op, signal),
    pull: (cursor, signal) => pull(client, clock, { cursor, signal, onAside: options.onAside }),
    async page(conversation, before, limit, signal) {
      const at = { conversation, before: before === null ? null : Number(before), limit }
      return toPage(unwrap(await client.page(at, signal)))
    },
    async *attach(conversation, lastEventId, signal) {
      const id = uuidv7(clock.now(), fillRandom)
      const answer = await client.attach({ conversation, id, lastEventId }, signal)
      // 400: the conversation is idle, so there is nothing to attach to.
      if (!answer.ok && isIdle(answer.error)) return
      yield* readFrames(unwrap(answer), clock)
    },
  }
}

function toPage(detail: ConversationDetail): Page {
  return {
    thread: toThread(detail),
    messages: detail.messages.map(toMessage),
    hasMore: detail.has_more,
  }
}

async function reconcile(
  client: ConversationsClient,
  op: { id: string; thread: string },
  signal: AbortSignal,
): Promise<Reconciled> {
  const at = { conversation: op.thread, before: null, limit: RECONCILE_LIMIT }
  const answer = await client.page(at, signal)
  if (!answer.ok) {
    const isAbsent = answer.error.kind === 'problem' && answer.error.status === 404
    return { kind: isAbsent ? 'absent' : 'unclear' }
  }
  const row = answer.value.messages.find((message) => message.id === op.id)
  return row === undefined ? { kind: 'absent' } : { kind: 'present', message: toMessage(row) }
}

async function* pull(
  client: ConversationsClient,
  clock: Clock,
  {
    cursor,
    signal,
    onAside,
  }: {
    cursor: string | null
    signal: AbortSignal
    onAside: ConversationsTransportOptions['onAside']
  },
): AsyncGenerator<ServerEvent> {
  const stream = unwrap(await client.events(cursor, signal))
  onAside?.(null)
  yield { kind: 'connected' }
  for await (const event of readEvents(stream, clock)) {
    if (event.id === undefined) {
      onAside?.(event)
      continue
    }
    const parsed = parseEvent(event, visitorFeedEventSchema)
    if (parsed === null) continue
    switch (parsed.event) {
      case 'message':
        yield { kind: 'message', cursor: event.id, message: toMessage(parsed.data) }
        break
      case 'conversation':
        yield { kind: 'thread', cursor: event.id, thread: toThread(parsed.data) }
        break
      case 'conversation_deleted':
        yield { kind: 'deleted', cursor: event.id, thread: parsed.data.conversation }
        break
      case 'reset':
        yield { kind: 'reset', cursor: event.id, threads: await listAll(client, signal) }
        break
    }
  }
  throw new TransportError({ kind: 'offline' }, 'the server closed the feed')
}

async function listAll(client: ConversationsClient, signal: AbortSignal): Promise<Thread[]> {
  const threads: Thread[] = []
  for (;;) {
    const page = unwrap(await client.list(threads.length, signal))
    threads.push(...page.results.map(toThread))
    if (page.next === null || page.results.length === 0) return threads
  }
}

function isIdle(error: ClientError): boolean {
  return error.kind === 'problem' && error.status === 400
}
