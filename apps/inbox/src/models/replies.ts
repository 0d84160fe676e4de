/** The replies being written, by ticket, and those that somebody meant to send and that did not go. */
import { computed, type ReadonlySignal, signal } from '@preact/signals'
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
  let isClosed = false
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

  function lookAgain(): void {
    changes.value = changes.peek() + 1
    stopTimer()
    const dueAt = [...drafts.left().values()].map(({ until }) => until + OTHER_TAB_MS)
    const next = dueAt.filter((at) => at >= clock.now())
    if (next.length === 0 || isClosed) return
    stopTimer = clock.setTimeout(tellLeft, Math.min(...next) - clock.now() + 1)
  }

  /** What another tab does not send in time is left by then. */
  function tellLeft(): void {
    for (const reply of byTicket.values()) reply.tellLeft()
    lookAgain()
  }

  /** Replies of this tab say it themselves: there may have been no room to keep them. */
  const left = computed((): readonly LeftReply[] => {
    changes.value
    const here = [...byTicket]
      .filter(([, { state }]) => ['left', 'failed'].includes(state.value.kind))
      .map(([ticketId, { ticketNumber }]) => ({ ticketId, ticketNumber: ticketNumber() }))
    const kept = [...drafts.left()]
      .filter(([id, { until }]) => !byTicket.has(id) && clock.now() > until + OTHER_TAB_MS)
      .map(([ticketId, { ticketNumber }]) => ({ ticketId, ticketNumber }))
    return [...here, ...kept]
  })

  const unfollow = drafts.follow((ticketId, change) => {
    byTicket.get(ticketId)?.hear(change)
    lookAgain()
  })
  lookAgain()

  return {
    to,
    left,
    keepLeft(ticketIds) {
      for (const ticketId of ticketIds) to(ticketId).leaveAsDraft()
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
      for (const reply of byTicket.values()) reply.forget()
      byTicket.clear()
      drafts.clear()
      lookAgain()
    },
    close() {
      isClosed = true
      unfollow()
      stopTimer()
    },
  }
}
