/** The replies being written, by ticket, and those that somebody meant to send and that did not go. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Meant } from './drafts.ts'
import type { Postman } from './postman.ts'
import { createReply, type Reply, type ReplyOptions } from './reply.ts'
import { OTHER_TAB_MS } from './reply-state.ts'

/** One that was to be sent, and was not as far as is known. */
export interface LeftReply {
  readonly ticketId: string
  readonly ticketNumber: number | null
}

export interface Replies {
  to(ticketId: string): Reply
  /** Whoever went on to another ticket, or comes back another day, would not know of these. */
  readonly left: ReadonlySignal<readonly LeftReply[]>
  /** These of what is left stay drafts, and are told of no more. */
  keepLeft(ticketIds: readonly string[]): void
  /** Sends from now on, also what was held before a reload. @returns the undo */
  attach(postman: Postman): () => void
  /** Forgets every text, as on signing out. */
  clear(): void
  close(): void
}

export function createReplies(options: Omit<ReplyOptions, 'postman' | 'onChange'>): Replies {
  const { drafts, clock } = options
  const byTicket = new Map<string, Reply>()
  /** Counts what is no signal: drafts that others have written, and time that has passed. */
  const changes = signal(0)
  let current: Postman | null = null
  let stopTimer = (): void => {}

  function to(ticketId: string): Reply {
    const known = byTicket.get(ticketId)
    if (known !== undefined) return known
    const reply = createReply(ticketId, {
      ...options,
      postman: () => current,
      onChange: lookAgain,
    })
    byTicket.set(ticketId, reply)
    return reply
  }

  function isLeft([ticketId, { until }]: readonly [string, Meant]): boolean {
    const here = byTicket.get(ticketId)
    if (here === undefined) return clock.now() > until + OTHER_TAB_MS
    return ['left', 'failed'].includes(here.state.value.kind)
  }

  /** What another tab does not send in time is left by then. */
  function lookAgain(): void {
    for (const reply of byTicket.values()) reply.tellLeft()
    changes.value = changes.peek() + 1
    stopTimer()
    const dueAt = [...drafts.left().values()].map(({ until }) => until + OTHER_TAB_MS)
    const next = dueAt.filter((at) => at >= clock.now())
    if (next.length === 0) return
    stopTimer = clock.setTimeout(lookAgain, Math.min(...next) - clock.now() + 1)
  }

  const left = computed(() => {
    changes.value
    // Read first: what becomes of one of them is to be noticed too.
    for (const { state } of byTicket.values()) state.value
    return [...drafts.left()]
      .filter(isLeft)
      .map(([ticketId, { ticketNumber }]): LeftReply => ({ ticketId, ticketNumber }))
  })

  const unfollow = drafts.follow((ticketId, was) => {
    byTicket.get(ticketId)?.readAgain(was)
    lookAgain()
  })
  lookAgain()

  return {
    to,
    left,
    keepLeft(ticketIds) {
      for (const ticketId of ticketIds) {
        const draft = drafts.read(ticketId)
        if (draft !== null) drafts.write(ticketId, { ...draft, meant: null })
        byTicket.get(ticketId)?.readAgain(null)
      }
      lookAgain()
    },
    attach(postman) {
      current = postman
      for (const ticketId of drafts.held().keys()) to(ticketId)
      lookAgain()
      return () => {
        if (current === postman) current = null
      }
    },
    clear() {
      // Whoever signs out meant what they have sent.
      for (const reply of byTicket.values()) reply.sendNow()
      byTicket.clear()
      drafts.clear()
      lookAgain()
    },
    close() {
      unfollow()
      stopTimer()
    },
  }
}
