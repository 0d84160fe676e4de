import type { Ticket } from '@porchlight/protocol'
import { toldBy } from '../models/told-by.ts'

/** What we call a visitor: their name, else the mail address, else "Visitor". */
export function visitorName(ticket: Ticket): string {
  const traits = toldBy(ticket)
  return textOf(traits.name) ?? textOf(traits.email) ?? 'Visitor'
}

/** Up to two letters for the round sign beside a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s@._-]+/).filter((word) => word !== '')
  return words
    .slice(0, 2)
    .map((word) => [...word][0]?.toLocaleUpperCase() ?? '')
    .join('')
}

function textOf(trait: unknown): string | null {
  return typeof trait === 'string' && trait.trim() !== '' ? trait.trim() : null
}
