import type { BusinessHours } from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { awayText, isAwayAt } from './away-text.ts'

/** On Thursdays alone. */
const HOURS: BusinessHours = {
  timeZone: 'Europe/Berlin',
  days: [null, null, null, ['09:00', '17:00'], null, null, null],
}
const NEVER: BusinessHours = { ...HOURS, days: Array(7).fill(null) }
const ODD: BusinessHours = { ...HOURS, timeZone: 'Mars/Olympus' }

const THURSDAY_NIGHT = Date.parse('2026-01-01T05:00:00Z')
const THURSDAY_NOON = Date.parse('2026-01-01T12:00:00Z')

it('knows when nobody is there, by the clock of the site', () => {
  const away = [HOURS, NEVER, ODD, null].map((hours) => isAwayAt(hours, THURSDAY_NIGHT))
  expect([away, isAwayAt(HOURS, THURSDAY_NOON)]).toEqual([[true, true, false, false], false])
})

it('says until when, as far as that is known', () => {
  expect(awayText(HOURS, THURSDAY_NIGHT)).toMatch(
    /away: now until Thursday.*0?9:00.*Europe\/Berlin/,
  )
  expect(awayText(HOURS, THURSDAY_NOON)).toMatch(/until when you are away\.$/)
  expect(awayText(ODD, THURSDAY_NIGHT)).toMatch(/until when you are away\.$/)
  expect(awayText(NEVER, THURSDAY_NIGHT)).toMatch(/says that you are away\.$/)
})
