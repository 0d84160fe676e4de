/**
 * Whether a visitor is there: told while somebody of the team has a conversation of theirs on the
 * screen, and to nobody otherwise, so that the visitors of a busy site cost nothing.
 */
import { type Clock, LOOKING_LASTS_MS } from '@porchlight/protocol'
import type { VisitorHere } from './whisper.ts'

export interface VisitorPresencePorts {
  readonly clock: Clock
  readonly tell: (whisper: VisitorHere) => void
  /** Whether a feed of this visitor is open at this process. */
  readonly isReading: (visitor: string) => boolean
}

export interface VisitorPresence {
  /** Somebody looks at a conversation of this visitor. */
  ask(visitor: Visitor, isNew: boolean): void
  /** A feed of the visitor has begun or ended at this process. */
  changed(visitor: Visitor): void
  /** What a process has said, this one included. */
  hear(whisper: VisitorHere): void
}

export interface Visitor {
  readonly project: number
  readonly visitor: string
}

/** Visitors who are asked about at a time; those asked about first are forgotten. */
const MAX_ASKED = 10_000

/** Somebody who goes to another page of a site has not left. */
const LEAVES_AFTER_MS = 5_000

/** @returns a presence of which nobody has asked yet */
export function createVisitorPresence(ports: VisitorPresencePorts): VisitorPresence {
  const { clock, tell, isReading } = ports
  const askedUntil = new Map<string, number>()

  const isAsked = (visitor: string): boolean => (askedUntil.get(visitor) ?? 0) > clock.elapsed()

  function tellOf({ project, visitor }: Visitor): void {
    if (isAsked(visitor)) {
      tell({ kind: 'visitor_here', project, visitor, isHere: isReading(visitor) })
    }
  }

  function tellIfHere(of: Visitor): void {
    if (isReading(of.visitor)) tellOf(of)
  }

  return {
    ask(of, isNew) {
      const wasAsked = isAsked(of.visitor)
      askedUntil.delete(of.visitor)
      askedUntil.set(of.visitor, clock.elapsed() + LOOKING_LASTS_MS)
      const [oldest] = askedUntil.keys()
      if (askedUntil.size > MAX_ASKED && oldest !== undefined) askedUntil.delete(oldest)
      // While somebody writes there, it was told when they began to look.
      if (isNew || !wasAsked) tellIfHere(of)
    },
    changed(of) {
      if (isReading(of.visitor)) tellOf(of)
      else {
        clock.setTimeout(() => {
          if (!isReading(of.visitor)) tellOf(of)
        }, LEAVES_AFTER_MS)
      }
    },
    hear({ isHere, ...of }) {
      // Left one process, and is still at this one.
      if (!isHere) tellIfHere(of)
    },
  }
}
