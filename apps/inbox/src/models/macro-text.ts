/** Saved replies have variables: `{{visitor.name}}`, or `{{visitor.name|there}}` for when it is not known. */
import type { Agent, Ticket } from '@porchlight/protocol'
import { toldBy } from './told-by.ts'

/** What a variable stands for; null when it is not known. */
export type LookUp = (name: string) => string | null

/** What is offered to whoever writes a macro. Any trait of the visitor is a variable too. */
export const VARIABLES: readonly string[] = [
  'visitor.name',
  'visitor.first_name',
  'visitor.email',
  'agent.name',
  'agent.first_name',
  'ticket.number',
]

const VARIABLE = /\{\{([^{}|]+)(?:\|([^{}]*))?\}\}/g

/** With every variable that is known, or has a fallback, filled in. The others stay as they are. */
export function fillMacro(text: string, lookUp: LookUp): string {
  return text.replaceAll(VARIABLE, (whole, name: string, fallback?: string) => {
    return lookUp(name.trim()) ?? fallback?.trim() ?? whole
  })
}

/** A variable that stands in a text. */
export interface OpenVariable {
  readonly written: string
  readonly at: number
}

/** The variables that nobody has filled in yet, in their order. */
export function openVariables(text: string): readonly OpenVariable[] {
  return [...text.matchAll(VARIABLE)].map(({ 0: written, index }) => ({ written, at: index }))
}

/** What is known at a ticket, to whoever is signed in. */
export function valuesAt(
  ticket: Ticket,
  me: Pick<Agent, 'name' | 'email'> | null | undefined,
): LookUp {
  const told = toldBy(ticket)
  return (name) => {
    if (name === 'ticket.number') return String(ticket.ticket_number)
    const [whose, ...rest] = name.split('.')
    const field = rest.join('.')
    const known: Readonly<Record<string, unknown>> =
      whose === 'visitor' ? told : whose === 'agent' ? { ...me } : {}
    if (field === 'first_name' && textOf(known[field]) === null) {
      return textOf(known.name)?.split(/\s+/)[0] ?? null
    }
    return Object.hasOwn(known, field) ? textOf(known[field]) : null
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
