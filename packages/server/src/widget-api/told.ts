/** What is kept of what a stock client tells of its visitor: traits as text, and page context. */
import { CONTEXT_LIMITS, TRAITS_LIMITS } from '@porchlight/protocol'
import { readObject } from '../store/json-columns.ts'
import type { TicketRow } from '../store/schema.ts'
import { traitColumns } from '../thread/open-ticket.ts'
import { keepScalars } from '../thread/scalars.ts'

type Loose = Readonly<Record<string, unknown>>

/** As published, every trait becomes text: `true` is "True", 3 is "3". Null stays. */
function toTextTraits(traits: Loose): Record<string, string | null> {
  const kept = keepScalars(traits, TRAITS_LIMITS)
  return Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, toText(value)]))
}

/**
 * Columns of a ticket after more was told. A null says that the page does not know, so it takes
 * nothing away: stock clients send name and address with every message, known or not.
 */
export function tellMore(
  ticket: TicketRow,
  told: { traits: Loose; context: Loose },
): Pick<TicketRow, 'anonymous_traits' | 'trait_name' | 'trait_email' | 'session_context'> {
  const known = readObject(ticket.anonymous_traits)
  const news = Object.entries(toTextTraits(told.traits)).filter(
    ([key, value]) => value !== null || !Object.hasOwn(known, key),
  )
  const context = { ...readObject(ticket.session_context), ...told.context }
  return {
    ...traitColumns({ ...known, ...Object.fromEntries(news) }),
    session_context: JSON.stringify(keepScalars(context, CONTEXT_LIMITS)),
  }
}

function toText(value: string | number | boolean | null): string | null {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return value === null ? null : String(value)
}
