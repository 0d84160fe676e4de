/** What is said of the team outside its hours. */
import type { BusinessHours } from '@porchlight/protocol'
import { moment } from '../moments.ts'
import type { MoreModel } from '../more-model.ts'
import { type Opening, openingAt } from './opening.ts'

/** @returns null while people are there, as far as the site's hours tell */
export function describePresence({ panel, words }: MoreModel): string | null {
  const { hours, awayNote } = panel.look.value
  const opening = hours === null ? null : readOpening(hours, panel.nowMs.value)
  if (opening === null || opening.isOpen) return null
  if (awayNote !== '') return awayNote
  const { opensAtMs } = opening
  return opensAtMs === null
    ? words.value.away
    : words.value.awayUntil(moment(panel.time, opensAtMs))
}

/** Hours of a place that this browser has never heard of say nothing. */
function readOpening(hours: BusinessHours, nowMs: number): Opening | null {
  try {
    return openingAt(hours, nowMs)
  } catch {
    return null
  }
}
