import type { Ticket } from '@porchlight/protocol'

/** What is known of a visitor. What is proven stands over what they say of themselves. */
export function toldBy({ anonymous_traits: traits, person }: Ticket): Ticket['anonymous_traits'] {
  return { ...traits, ...person?.properties }
}
