/** What may be changed of a widget's settings. Apart from them, so that no widget carries it. */
import * as v from 'valibot'
import { settingText as text } from './setting-text.ts'
import { told } from './text-rules.ts'
import type { BusinessHours, WidgetSettings } from './widget-settings.ts'

const clockSchema = v.pipe(
  v.string(),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Must be HH:MM.'),
)

const TIME_ZONE = 'Must be a time zone, such as Europe/Berlin.'

const businessHoursSchema: v.GenericSchema<unknown, BusinessHours> = v.object({
  timeZone: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z][\w+/-]{0,99}$/, TIME_ZONE),
    told({ description: 'A name of the IANA time zone database.' }, isTimeZone, TIME_ZONE),
  ),
  days: v.pipe(
    v.array(v.nullable(v.tuple([clockSchema, clockSchema]))),
    v.length(7, 'Must be seven days, from Monday on.'),
  ),
})

/** What is not named keeps its value. */
export const widgetSettingsChangeSchema: v.GenericSchema<
  unknown,
  Partial<WidgetSettings>
> = v.strictObject({
  enabled: v.exactOptional(v.boolean()),
  name: v.exactOptional(text(200)),
  greeting: v.exactOptional(text(1_000)),
  presence: v.exactOptional(text(200)),
  placeholder: v.exactOptional(text(200)),
  suggestions: v.exactOptional(
    v.pipe(v.array(text(200)), v.maxLength(20, 'Ensure this field has no more than 20 entries.')),
  ),
  color: v.exactOptional(text(100)),
  position: v.exactOptional(v.picklist(['bottom-right', 'bottom-left'])),
  requireEmail: v.exactOptional(v.boolean()),
  collectName: v.exactOptional(v.boolean()),
  hours: v.exactOptional(v.nullable(businessHoursSchema)),
  awayNote: v.exactOptional(text(500)),
})

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
