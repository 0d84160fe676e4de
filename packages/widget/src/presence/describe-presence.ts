/** What is said of the team while it is there, and outside its hours. */
import { type BusinessHours, type Opening, openingAt } from '@porchlight/protocol'
import { type ComponentChildren, createElement } from 'preact'
import { moment } from '../more/moments.ts'
import type { PanelModel } from '../panel/panel-model.ts'
import type { ScreenLoan } from '../panel/screens.ts'

interface Present extends Pick<ScreenLoan, 'words'> {
  readonly panel: PanelModel
  readonly isTeamHere: boolean
}

/** @returns null where nothing is known but that it is a time at which people answer */
export function describePresence({ panel, words, isTeamHere }: Present): ComponentChildren {
  if (isTeamHere) return createElement('span', { class: 'here' }, words.value.here)
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
