/** What may be changed of a widget's settings. Apart from them, so that no widget carries it. */
import * as v from 'valibot'
import { settingText as text } from './setting-text.ts'
import { businessHoursSchema, type WidgetSettings } from './widget-settings.ts'

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
