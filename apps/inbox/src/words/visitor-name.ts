import type { Ticket } from '@porchlight/protocol'

/** What we call a visitor: the name they gave, else the mail address, else "Visitor". */
export function visitorName({ anonymous_traits: traits }: Ticket): string {
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
