/** Lets an assistant know when people are back, so that it promises nobody sooner.  [SV225] */
import type { PlacedOpening } from '../auth/opening.ts'
import type { Assistant, AssistantSite } from './assistant.ts'

/** @returns the same assistant, which is told of the hours of each site */
export function tellHours(
  assistant: Assistant,
  openingOf: (site: AssistantSite) => Promise<PlacedOpening | null>,
): Assistant {
  return {
    ...assistant,
    async *answer(history, signal, site) {
      // A suggestion promises nobody: it is said by a person.
      const opening = site.isForTeam === true ? null : await openingOf(site)
      const isAway = opening !== null && !opening.isOpen
      yield* assistant.answer(history, signal, isAway ? { ...site, away: opening } : site)
    },
  }
}
