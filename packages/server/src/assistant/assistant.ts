/**
 * The port to whatever answers a visitor before a person does. An assistant sees the thread and
 * yields its answer bit by bit; it neither knows the store nor starts itself.
 */
import type { WireCitation } from '@porchlight/protocol'
import type { ModelObserver } from './model-observer.ts'

/** One earlier message of the thread, oldest first; the last one is the visitor's question. */
export interface AssistantTurn {
  readonly author: 'visitor' | 'agent' | 'assistant'
  readonly content: string
  /** Titles of what an answer was taken from, when it named any. */
  readonly sources?: readonly string[]
}

/**
 * One step of an answer. `text` is appended to what came before; `hand_over` says that a person
 * should take the thread from here, and why (it may come after an answer, or instead of one).
 */
export type AssistantStep =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'citation'; readonly citation: WireCitation }
  | { readonly kind: 'hand_over'; readonly reason: string }

/** Whose visitor asks: an assistant tells nobody what another project's articles say. */
export interface AssistantSite {
  readonly project: number
  /** Nobody of the team is there now; without it somebody may be. */
  readonly away?: Away
  /**
   * Somebody of the team asks what they could say: it is read when it is complete, so it needs no pace,
   * and it is said in their name, so it offers no person.
   */
  readonly isForTeam?: boolean
  /** The project has had the answers that it pays for: what costs is not asked for. */
  readonly isQuotaSpent?: boolean
}

/** When people are back. */
export interface Away {
  /** Milliseconds since 1970; null where no day has people. */
  readonly opensAtMs: number | null
  /** IANA name. */
  readonly timeZone: string
}

export interface Assistant {
  /**
   * Answers the last turn. The iterable ends when the answer is complete; it throws when the
   * assistant failed, and then what was yielded so far stays as an incomplete answer.
   *
   * @param signal aborted when the visitor stops the answer or the server shuts down
   */
  answer(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
    site: AssistantSite,
  ): AsyncIterable<AssistantStep>
  /**
   * What a person should know who takes the thread over, as markdown for the team alone; empty when
   * there is nothing to say. Without it there are no summaries.
   */
  summarise?(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
    site: AssistantSite,
  ): Promise<string>
  /** Whether it has anything to answer from yet; until then people do. Without it, it always has. */
  isReady?(): boolean
  /** Names who is told what it asks of a model; called once, before the first answer. */
  observe?(observer: ModelObserver): void
}
