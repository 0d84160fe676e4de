/** What is said of the team outside its hours. */
import type { MoreModel } from '../more-model.ts'
import { openingAt } from './opening.ts'

/** @returns null while people are there, as far as the site's hours tell */
export function describePresence({ panel, words }: MoreModel): string | null {
  const { hours, awayNote } = panel.look.value
  if (hours === null) return null
  const opening = openingAt(hours, panel.nowMs.value)
  if (opening.isOpen) return null
  if (awayNote !== '') return awayNote
  const { opensAtMs } = opening
  return opensAtMs === null ? words.value.away : words.value.awayUntil(panel.time.moment(opensAtMs))
}
