/** What visitors are told outside the hours where no note of the team is. */
import { type BusinessHours, type Opening, openingAt } from '@porchlight/protocol'

export function isAwayAt(hours: BusinessHours | null, nowMs: number): boolean {
  return hours !== null && readOpening(hours, nowMs)?.isOpen === false
}

/** The widget says it in the language of the visitor. */
export function awayText(hours: BusinessHours, nowMs: number): string {
  const said = 'Outside the hours the widget says until when you are away'
  const opening = readOpening(hours, nowMs)
  if (opening === null || opening.isOpen) return `${said}.`
  const { opensAtMs } = opening
  if (opensAtMs === null) return 'Outside the hours the widget says that you are away.'
  const when = new Date(opensAtMs).toLocaleString(undefined, {
    timeZone: hours.timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
  })
  return `${said}: now until ${when} (${hours.timeZone}).`
}

/** Null for hours that are being written, or of a place this browser has never heard of. */
function readOpening(hours: BusinessHours, nowMs: number): Opening | null {
  try {
    return openingAt(hours, nowMs)
  } catch {
    return null
  }
}
