/** What processes tell each other of what people do, and of who is there. */
import type { AgentDoing, VisitorDoing } from '@porchlight/protocol'

/** Where something is done. */
export interface Place {
  readonly project: number
  readonly conversation: string
  readonly ticket: string
  /** Whose conversation it is; null for one that no visitor of ours has. */
  readonly visitor: string | null
}

export interface VisitorDoes extends Place {
  readonly kind: 'visitor_does'
  readonly visitor: string
  readonly doing: VisitorDoing
}

export interface AgentDoes extends Place {
  readonly kind: 'agent_does'
  /** Tells people apart: an agent, or a key that is no agent's. */
  readonly who: string
  readonly name: string | null
  readonly doing: AgentDoing
}

/** Somebody of the team reads at this process, or nobody any more. */
export interface TeamHere {
  readonly kind: 'team_here'
  readonly node: string
  readonly project: number
  readonly isHere: boolean
}

/** The same of a visitor. */
export interface VisitorHere {
  readonly kind: 'visitor_here'
  readonly project: number
  readonly visitor: string
  readonly isHere: boolean
}

/** A process has begun, and does not know yet who is there. */
export interface Hello {
  readonly kind: 'hello'
}

export type Whisper = VisitorDoes | AgentDoes | TeamHere | VisitorHere | Hello

export function formatWhisper(whisper: Whisper): string {
  return JSON.stringify(whisper)
}

/**
 * Trusts what comes: whoever can notify could as well write to the tables. What only a newer version
 * says is passed over by whoever looks at its kind.
 */
export function parseWhisper(text: string): Whisper | null {
  try {
    return JSON.parse(text) as Whisper
  } catch {
    return null
  }
}
