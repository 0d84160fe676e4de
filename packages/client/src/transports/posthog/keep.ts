/** What the transport to PostHog keeps: a session of its own making, and what belongs to it. */
import {
  type Clock,
  type FillRandom,
  type ThreadId,
  type TransportMemory,
  uuidv7,
} from '@porchlight/protocol'
import {
  type PosthogMemory,
  posthogMemorySchema,
  type ThreadMemory,
} from '@porchlight/protocol/posthog'
import { createKeep, type Keep } from '../polling/keep.ts'

export interface PosthogKeepOptions {
  readonly memory: TransportMemory
  readonly clock: Clock
  readonly fillRandom: FillRandom
  /** Who the site takes the visitor for; one is made where it does not say. */
  readonly distinctId: string | null
}

export function createPosthogKeep(options: PosthogKeepOptions): Keep<PosthogMemory> {
  const { memory, clock, fillRandom, distinctId } = options
  const newId = (): string => uuidv7(clock.now(), fillRandom)
  return createKeep({
    memory,
    schema: posthogMemorySchema,
    create: () => ({
      session: newId(),
      distinctId: distinctId ?? newId(),
      era: newId(),
      count: 0,
      threads: {},
      twinTickets: [],
    }),
    mend(known) {
      // Cursors of before are void then, so that all is told again.
      if (known.era === '') known.era = newId()
      if (distinctId !== null || known.distinctId === '') known.distinctId = distinctId ?? newId()
    },
  })
}

/** The thread under that id, which is begun here if need be. */
export function threadIn(memory: PosthogMemory, id: ThreadId, nowMs: number): ThreadMemory {
  const known = memory.threads[id]
  if (known !== undefined) return known
  const thread: ThreadMemory = {
    ticket: null,
    title: null,
    openedAt: new Date(nowMs).toISOString(),
    traits: {},
    context: {},
    creating: null,
    told: null,
    readOrder: null,
    rows: [],
    own: [],
    twins: [],
  }
  memory.threads[id] = thread
  return thread
}

/** The thread of a ticket, if it has one. */
export function threadOfTicket(memory: PosthogMemory, ticket: string): ThreadId | null {
  const found = Object.entries(memory.threads).find(([, thread]) => thread.ticket === ticket)
  return found?.[0] ?? null
}
