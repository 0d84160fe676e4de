import type { Traits } from '@porchlight/protocol'

/** What a page hands over may be anything; only scalars are traits. */
export function scalarsOf(given: unknown): Traits {
  const entries = Object.entries(Object(given))
  return Object.fromEntries(
    entries.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  ) as Traits
}
