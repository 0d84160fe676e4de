/** A transport over the bench's server: it takes messages, and tells what it has. */
import { TransportError } from '@porchlight/protocol'
import { HttpError, post } from './post.mjs'

/** How long a request that was cut off may still be under way to the server. */
const SETTLE_WINDOW_MS = 300

const NEVER = new Date(0).toISOString()

/**
 * @param {{ keepsIds: boolean }} options whether the server keeps the ids that it is given
 * @returns {import('@porchlight/protocol').Transport}
 */
export function createBenchTransport({ keepsIds }) {
  return {
    session: async () => ({
      visitor: 'visitor',
      capabilities: keepsIds ? ['client_ids'] : [],
      maxQueueMessages: 2,
      mode: 'people',
      settings: null,
    }),
    async deliver(op, _lane, signal) {
      if (op.kind === 'open') return { kind: 'opened', thread: threadOf(op.thread) }
      if (op.kind !== 'send') return { kind: 'done' }
      try {
        const taken = await post({ id: op.id, text: op.content }, signal)
        return { kind: 'settled', message: messageOf(op, keepsIds ? op.id : taken.id, taken.order) }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    async reconcile(op, { base, owned }, signal) {
      if (op.kind !== 'send') return { kind: 'absent' }
      try {
        for (const pauseMs of [0, SETTLE_WINDOW_MS]) {
          await new Promise((resolve) => setTimeout(resolve, pauseMs))
          const response = await fetch(`/messages?after=${base ?? 0}`, { signal })
          const rows = await response.json()
          const found = rows.find(({ id, text }) => text === op.content && !owned.has(id))
          if (found) return { kind: 'present', message: messageOf(op, found.id, found.order) }
        }
        return { kind: 'absent' }
      } catch {
        return { kind: 'unclear' }
      }
    },
    async *pull(_cursor, signal) {
      yield { kind: 'connected' }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new TransportError({ kind: 'offline' })
    },
    page: async (thread) => ({ thread: threadOf(thread), messages: [], hasMore: false }),
    async *attach() {},
  }
}

function outcomeOf(error) {
  if (!(error instanceof HttpError)) return { kind: 'unknown', cause: error }
  if (error.status === 429) return { kind: 'throttled', retryAfterMs: error.retryAfterMs }
  // This server says these two for good.
  if (error.status === 409 || error.status === 422) {
    return { kind: 'refused', code: 'invalid', detail: error.message }
  }
  return { kind: 'unknown', cause: error }
}

function threadOf(id) {
  return {
    id,
    title: null,
    mode: 'people',
    run: null,
    rev: 1,
    ticket: null,
    unread: 0,
    readOrder: null,
    teamReadOrder: null,
    lastMessageText: null,
    lastMessageAt: null,
    createdAt: NEVER,
  }
}

function messageOf({ thread, content }, id, order) {
  return {
    id,
    thread,
    author: 'visitor',
    authorName: null,
    content,
    order,
    rev: 1,
    state: 'posted',
    incomplete: false,
    citations: [],
    createdAt: NEVER,
  }
}
