/** The messages of one ticket, as far back as they have been read, and live from there on. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { TicketMessage } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'

export type ThreadState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface Thread {
  readonly ticketId: string
  readonly state: ReadonlySignal<ThreadState>
  /** By place in the conversation, private notes included. */
  readonly messages: ReadonlySignal<readonly TicketMessage[]>
  readonly hasEarlier: ReadonlySignal<boolean>
  /** Reads the newest messages; what is on the screen stays. */
  reload(): Promise<void>
  readEarlier(): Promise<void>
  /** Takes a message in, from the feed or as the answer to a reply; only a higher `rev` replaces. */
  put(message: TicketMessage): void
  close(): void
}

/** Messages in one page. */
const THREAD_PAGE_SIZE = 100

export function createThread(client: Pick<TicketsClient, 'messages'>, ticketId: string): Thread {
  const byId = signal<ReadonlyMap<string, TicketMessage>>(new Map())
  const state = signal<ThreadState>({ kind: 'reading' })
  /** How many messages lie before the first one that has been read. */
  const earlier = signal(0)
  let reading = new AbortController()

  const messages = computed(() => [...byId.value.values()].sort((a, b) => a.seq - b.seq))

  /** The server counts from the oldest message, so the end of a long thread takes two requests. */
  async function readNewest(signal: AbortSignal) {
    const first = await readFrom(0, signal)
    if (!first.ok || first.value.next === null) return { answer: first, offset: 0 }
    const offset = Math.max(0, first.value.count - THREAD_PAGE_SIZE)
    return { answer: await readFrom(offset, signal), offset }
  }

  async function readBefore(signal: AbortSignal) {
    const offset = Math.max(0, earlier.peek() - THREAD_PAGE_SIZE)
    return { answer: await readFrom(offset, signal), offset }
  }

  function readFrom(offset: number, signal: AbortSignal) {
    return client.messages(ticketId, { limit: THREAD_PAGE_SIZE, offset }, signal)
  }

  async function take(read: typeof readNewest): Promise<void> {
    reading.abort()
    const mine = new AbortController()
    reading = mine
    state.value = { kind: 'reading' }
    const { answer, offset } = await read(mine.signal)
    if (mine.signal.aborted) return
    batch(() => {
      if (answer.ok) {
        putAll(answer.value.results)
        earlier.value = offset
      }
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  function putAll(news: readonly TicketMessage[]): void {
    const known = byId.peek()
    const newer = news.filter(({ id, rev }) => rev > (known.get(id)?.rev ?? -1))
    if (newer.length === 0) return
    byId.value = new Map([...known, ...newer.map((m): [string, TicketMessage] => [m.id, m])])
  }

  void take(readNewest)
  return {
    ticketId,
    state,
    messages,
    hasEarlier: computed(() => earlier.value > 0),
    reload: () => take(readNewest),
    readEarlier: () => take(readBefore),
    put: (message) => putAll([message]),
    close: () => reading.abort(),
  }
}
