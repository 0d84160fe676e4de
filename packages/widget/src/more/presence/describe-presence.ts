/** What is said of the team while it is there, and outside its hours. */
import type { BusinessHours } from '@porchlight/protocol'
import { type ComponentChildren, createElement } from 'preact'
import { moment } from '../moments.ts'
import type { MoreModel } from '../more-model.ts'
import { type Opening, openingAt } from './opening.ts'

/** @returns null where nothing is known but that it is a time at which people answer */
export function describePresence({ panel, words, activity }: MoreModel): ComponentChildren {
  if (activity.state.value?.isTeamHere)
    return createElement('span', { class: 'here' }, words.value.here)
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
