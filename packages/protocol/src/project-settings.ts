/** What a team sets of its project: `settings/`. Apart from what widgets carry. */
import * as v from 'valibot'
import {
  type ConversationsSettings,
  conversationsSettingsSchema,
} from './conversations-settings.ts'
import { noArray } from './free-json.ts'
import { type WidgetSettings, widgetSettingsSchema } from './widget-settings.ts'
import { widgetSettingsChangeSchema } from './widget-settings-change.ts'

/** `GET settings/`. */
export interface ProjectSettings {
  /** The widget's public token, which stands in the pages of the site. */
  readonly token: string
  /** Names this state of the settings; another one after each change. */
  readonly version: string
  /** What pages may know of our own widget. */
  readonly widget: WidgetSettings
  /** What the server alone knows, and what stock widgets are told. */
  readonly conversations: ConversationsSettings
}

/** Only their shape: who changes them is told what is wrong, in `conversations-settings.ts`. */
const toldSettingsSchema: v.GenericSchema<unknown, ConversationsSettings> = v.object({
  widget_enabled: v.boolean(),
  widget_greeting_text: v.string(),
  widget_color: v.string(),
  widget_domains: v.array(v.string()),
  widget_require_email: v.boolean(),
  widget_collect_name: v.boolean(),
  widget_identification_form_title: v.string(),
  widget_identification_form_description: v.string(),
  widget_placeholder_text: v.string(),
  widget_position: v.picklist(['bottom_right', 'bottom_left', 'top_right', 'top_left']),
  answers_per_month: v.nullable(v.union([v.literal('default'), v.number()])),
  hand_over_words: v.array(v.string()),
  hand_over_tags: v.array(v.string()),
  hand_over_after_answers: v.nullable(v.number()),
  hand_over_within_hours: v.boolean(),
  widget_restore_enabled: v.boolean(),
})

export const projectSettingsSchema: v.GenericSchema<unknown, ProjectSettings> = v.object({
  token: v.string(),
  version: v.string(),
  widget: widgetSettingsSchema,
  conversations: toldSettingsSchema,
})

/** `PATCH settings/`: what is not named keeps its value. */
export interface ProjectSettingsChange {
  /** The state that was changed; without it, whatever there is by now. */
  readonly version?: string
  readonly widget?: Partial<WidgetSettings>
  readonly conversations?: Partial<ConversationsSettings>
}

export const projectSettingsChangeSchema: v.GenericSchema<unknown, ProjectSettingsChange> =
  v.strictObject({
    version: v.exactOptional(v.string()),
    widget: v.exactOptional(v.pipe(v.unknown(), noArray, widgetSettingsChangeSchema)),
    conversations: v.exactOptional(v.pipe(v.unknown(), noArray, conversationsSettingsSchema)),
  })
