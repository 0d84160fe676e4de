/**
 * The server of a simulation, as the simulation sees it: a way to it for each tab, what may happen
 * to it, and the truth about what it has. Ours and those of others plug in here.
 */
import type { Clock, ThreadId, Transport, TransportKit } from '@porchlight/protocol'
import type { Committed } from '@porchlight/testkit/history'
import type { Network } from './network.ts'
import type { Proof } from './op-moves.ts'
import type { Tab } from './tab.ts'

export interface ServerSide {
  transport(tab: Tab, kit: TransportKit): Transport
  /** It tells of nothing by itself: who wants news has to ask, now and then. */
  readonly isAsked?: boolean
  /** What makes it safe to send to it again. */
  readonly proof: Proof
  /** What a test may do to it, by name. A name that it does not know has no meaning for it. */
  readonly events: Readonly<Partial<Record<ServerEvent, (chance: Chance) => void>>>
  /** Nothing is held back or in the middle any more. */
  settle(): void
  /**
   * Every message that it has, of threads that were not deleted.
   *
   * @param memory of its transport, which may be all that tells whose thread is whose
   */
  committed(memory?: unknown): readonly Committed[]
  /** What it had of those that were, when they were deleted. */
  readonly lost: readonly Committed[]
  /** Threads that were deleted. */
  readonly deleted: ReadonlySet<ThreadId>
}

export type ServerEvent =
  | 'a person answers'
  | 'an answer begins'
  | 'an answer grows'
  | 'an answer ends'
  | 'it holds'
  | 'it posts what it holds'
  | 'a backup is restored'
  | 'a thread is deleted'

/** Chooses among what there is. */
export interface Chance {
  below(limit: number): number
}

/** Makes the server of one run. */
export type CreateServerSide = (world: {
  readonly network: Network
  readonly clock: Clock
  readonly watch: WatchRequests
}) => ServerSide

/** Tells the history of requests that carry messages. */
export interface WatchRequests {
  began(message: { readonly id: string; readonly thread: ThreadId }): RequestWatch
  /** The server has lost what it had said it holds. */
  forgot(thread: ThreadId, text: string): void
}

export interface RequestWatch {
  /** The server has it. */
  arrived(): void
  ended(how: 'answered' | 'givenUp'): void
}
