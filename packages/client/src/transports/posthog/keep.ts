/** The transport's memory: read and written whole, one change at a time over all tabs. */
import {
  type Clock,
  type FillRandom,
  parse,
  type ThreadId,
  type TransportMemory,
  uuidv7,
} from '@porchlight/protocol'
import {
  type PosthogMemory,
  posthogMemorySchema,
  type ThreadMemory,
} from '@porchlight/protocol/posthog'

export interface Keep {
  /** What is known. Makes a session when there is none. */
  read(): Promise<PosthogMemory>
  /** Changes it in place. On the disk once this resolves. Not to be nested. */
  change<T>(change: (memory: PosthogMemory) => T): Promise<T>
}

export interface KeepOptions {
  readonly memory: TransportMemory
  readonly clock: Clock
  readonly fillRandom: FillRandom
  /** Who the site takes the visitor for; one is made where it does not say. */
  readonly distinctId: string | null
}

export function createKeep({ memory, clock, fillRandom, distinctId }: KeepOptions): Keep {
  const newId = (): string => uuidv7(clock.now(), fillRandom)

  function create(): PosthogMemory {
    return {
      session: newId(),
      distinctId: newId(),
      era: newId(),
      count: 0,
      threads: {},
      twinTickets: [],
    }
  }

  async function load(): Promise<PosthogMemory | null> {
    const parsed = parse(posthogMemorySchema, await memory.read())
    if (!parsed.ok) return null
    const known = parsed.value
    // Whatever else an older build has left out: cursors of before are void, so all is told again.
    if (known.era === '') known.era = newId()
    if (distinctId !== null || known.distinctId === '') known.distinctId = distinctId ?? newId()
    return known
  }

  async function change<T>(change: (memory: PosthogMemory) => T): Promise<T> {
    return await memory.exclusive(async () => {
      const known = (await load()) ?? { ...create(), ...(distinctId !== null && { distinctId }) }
      const result = change(known)
      await memory.write(known)
      return result
    })
  }

  return {
    read: async () => (await load()) ?? (await change((made) => made)),
    change,
  }
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
