/** What a site owner sets once for all pages: served with the script and with the session. */
import * as v from 'valibot'

/** Public settings of a project's widget. All of it is plain text; nothing here is markup. */
export interface WidgetSettings {
  readonly enabled: boolean
  /** Name of the site or team, shown in the panel's header. */
  readonly name: string
  readonly greeting: string
  /** One line under the name, such as how soon the team answers. */
  readonly presence: string
  readonly placeholder: string
  /** Questions offered as buttons in an empty thread. */
  readonly suggestions: readonly string[]
  /** CSS colour of the accent. */
  readonly color: string
  readonly position: 'bottom-right' | 'bottom-left'
}

export const widgetSettingsSchema: v.GenericSchema<unknown, WidgetSettings> = v.object({
  enabled: v.boolean(),
  name: v.string(),
  greeting: v.string(),
  presence: v.string(),
  placeholder: v.string(),
  suggestions: v.array(v.string()),
  color: v.string(),
  position: v.picklist(['bottom-right', 'bottom-left']),
})
