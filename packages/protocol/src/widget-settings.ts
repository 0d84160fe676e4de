/** What a site owner sets once for all pages: served with the script and with the session. */
import * as v from 'valibot'

/** From opening to closing, as the clock of the place shows it: `09:00`, `17:30`. */
export type OpenHours = readonly [from: string, to: string]

/** When people answer. */
export interface BusinessHours {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string
  /** Seven days from Monday on; null for a day without people. */
  readonly days: readonly (OpenHours | null)[]
}

/**
 * Public settings of a project's widget. All of it is plain text; nothing here is markup. An empty
 * text leaves it to the widget, which speaks the visitor's language.
 */
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
  /** Whether the visitor is asked for an address before the first message is sent. */
  readonly requireEmail: boolean
  /** Whether that question asks for a name as well. */
  readonly collectName: boolean
  /** Null: always open, as far as the widget knows. */
  readonly hours: BusinessHours | null
  /** Said in place of `presence` outside the hours. */
  readonly awayNote: string
}

/** What was added after the first servers: one that does not send it means this. */
export const LATER_SETTINGS: Pick<
  WidgetSettings,
  'requireEmail' | 'collectName' | 'hours' | 'awayNote'
> = { requireEmail: false, collectName: false, hours: null, awayNote: '' }

/** Only their shape: who changes them is told what is wrong, in `widget-settings-change.ts`. */
const businessHoursSchema: v.GenericSchema<unknown, BusinessHours> = v.object({
  timeZone: v.string(),
  days: v.array(v.nullable(v.tuple([v.string(), v.string()]))),
})

export const widgetSettingsSchema: v.GenericSchema<unknown, WidgetSettings> = v.object({
  enabled: v.boolean(),
  name: v.string(),
  greeting: v.string(),
  presence: v.string(),
  placeholder: v.string(),
  suggestions: v.array(v.string()),
  color: v.string(),
  position: v.picklist(['bottom-right', 'bottom-left']),
  requireEmail: v.optional(v.boolean(), LATER_SETTINGS.requireEmail),
  collectName: v.optional(v.boolean(), LATER_SETTINGS.collectName),
  // Hours that this build cannot read are none: a chat that is always open harms nobody.
  hours: v.optional(v.fallback(v.nullable(businessHoursSchema), null), null),
  awayNote: v.optional(v.string(), LATER_SETTINGS.awayNote),
})
