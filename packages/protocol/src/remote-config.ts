/** What a stock client asks for before anything else: `/array/:token/config`. */
import * as v from 'valibot'
import type { WidgetPosition } from './conversations-settings.ts'

/** The settings of a stock widget. `domains` tells it where to show itself. */
export interface StockWidgetConfig {
  readonly enabled: true
  readonly widgetEnabled: boolean
  readonly greetingText: string
  readonly color: string
  readonly token: string
  readonly domains: readonly string[]
  readonly requireEmail: boolean
  readonly collectName: boolean
  readonly identificationFormTitle: string
  readonly identificationFormDescription: string
  readonly placeholderText: string
  readonly widgetPosition: WidgetPosition
}

/** The whole answer. Everything that is not conversations is said to be off. */
export interface RemoteConfig {
  readonly token: string
  readonly conversations: StockWidgetConfig | false
  readonly [feature: string]: unknown
}

export const remoteConfigSchema: v.GenericSchema<unknown, RemoteConfig> = v.looseObject({
  token: v.string(),
  conversations: v.union([
    v.literal(false),
    v.object({
      enabled: v.literal(true),
      widgetEnabled: v.boolean(),
      greetingText: v.string(),
      color: v.string(),
      token: v.string(),
      domains: v.array(v.string()),
      requireEmail: v.boolean(),
      collectName: v.boolean(),
      identificationFormTitle: v.string(),
      identificationFormDescription: v.string(),
      placeholderText: v.string(),
      widgetPosition: v.picklist(['bottom_right', 'bottom_left', 'top_right', 'top_left']),
    }),
  ]),
})
