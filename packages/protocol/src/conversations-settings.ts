/**
 * What the server alone knows of a project: settings of the public widget API, by their published
 * names. What pages may know of our own widget is in `widget-settings.ts`.
 */
import * as v from 'valibot'
import { settingText as text } from './setting-text.ts'

/** Corner of a stock widget. */
export type WidgetPosition = 'bottom_right' | 'bottom_left' | 'top_right' | 'top_left'

export interface ConversationsSettings {
  /** Whether a stock client shows a widget; without one, its pages may still call the API. */
  readonly widget_enabled: boolean
  /** Plain text. */
  readonly widget_greeting_text: string
  readonly widget_color: string
  /**
   * Where messages and restore links may come from: a host (`example.com`), one with everything
   * below it (`*.example.com`), or an exact origin (`https://example.com`). Empty: anywhere, and
   * no restore links.
   */
  readonly widget_domains: readonly string[]
  /** Whether a stock widget asks for an address before the first message. */
  readonly widget_require_email: boolean
  readonly widget_collect_name: boolean
  readonly widget_identification_form_title: string
  readonly widget_identification_form_description: string
  readonly widget_placeholder_text: string
  readonly widget_position: WidgetPosition
  /**
   * Answers of the assistant that may be begun in a calendar month (UTC); null: any number. Not
   * published: a server of one's own has no credits that are sold to it.
   */
  readonly answers_per_month: number | null | 'default'
  /** A visitor who writes one of these, words or phrases, is answered by people. Not published. */
  readonly hand_over_words: readonly string[]
  /** So is one whose ticket has one of these tags. */
  readonly hand_over_tags: readonly string[]
  /** And one who has had so many answers of the assistant; null: never for that. */
  readonly hand_over_after_answers: number | null
  /**
   * So is everybody who writes within the widget's `hours`; the assistant answers outside of them.
   * Without hours nobody is.
   */
  readonly hand_over_within_hours: boolean
  /** Whether visitors may have a link mailed that brings their conversations to another browser. */
  readonly widget_restore_enabled: boolean
}

/** Settings of a project that nobody has configured: those of the published API. */
export const DEFAULT_CONVERSATIONS_SETTINGS: ConversationsSettings = {
  widget_enabled: false,
  widget_greeting_text: 'Hey, how can I help you today?',
  widget_color: '#1d4aff',
  widget_domains: [],
  widget_require_email: false,
  widget_collect_name: false,
  widget_identification_form_title: 'Before we start...',
  widget_identification_form_description: 'Please provide your details so we can help you better.',
  widget_placeholder_text: 'Type your message...',
  widget_position: 'bottom_right',
  widget_restore_enabled: true,
  answers_per_month: 'default',
  hand_over_words: [],
  hand_over_tags: [],
  hand_over_after_answers: null,
  hand_over_within_hours: false,
}

const DOMAIN = /^(https?:\/\/[^\s/?#]+|(\*\.)?[^\s/?#*]+)$/

const COUNT = 'Must be a whole number up to 999999999, null for any number, or default.'

const countSchema = v.pipe(
  v.number(),
  v.integer(COUNT),
  v.minValue(0, COUNT),
  v.maxValue(999_999_999, COUNT),
)

const wordsSchema = v.pipe(
  v.array(text(100)),
  v.maxLength(100, 'Ensure this field has no more than 100 entries.'),
)

const ANSWERS = 'Must be a whole number from 1 to 1000, or null for never.'

/** What may be changed; what is not named keeps its value. */
export const conversationsSettingsSchema: v.GenericSchema<
  unknown,
  Partial<ConversationsSettings>
> = v.strictObject({
  widget_enabled: v.exactOptional(v.boolean()),
  widget_greeting_text: v.exactOptional(text(1_000)),
  widget_color: v.exactOptional(text(100)),
  widget_domains: v.exactOptional(
    v.pipe(
      v.array(
        v.pipe(
          text(300),
          v.regex(DOMAIN, 'Must be a host, "*." and a host, or an origin such as https://a.com.'),
        ),
      ),
      v.maxLength(100, 'Ensure this field has no more than 100 entries.'),
    ),
  ),
  widget_require_email: v.exactOptional(v.boolean()),
  widget_collect_name: v.exactOptional(v.boolean()),
  widget_identification_form_title: v.exactOptional(text(200)),
  widget_identification_form_description: v.exactOptional(text(1_000)),
  widget_placeholder_text: v.exactOptional(text(200)),
  widget_position: v.exactOptional(
    v.picklist(['bottom_right', 'bottom_left', 'top_right', 'top_left']),
  ),
  widget_restore_enabled: v.exactOptional(v.boolean()),
  hand_over_words: v.exactOptional(wordsSchema),
  hand_over_tags: v.exactOptional(wordsSchema),
  hand_over_after_answers: v.exactOptional(
    v.nullable(
      v.pipe(
        v.number(ANSWERS),
        v.integer(ANSWERS),
        v.minValue(1, ANSWERS),
        v.maxValue(1_000, ANSWERS),
      ),
    ),
  ),
  hand_over_within_hours: v.exactOptional(v.boolean()),
  answers_per_month: v.exactOptional(v.union([v.null(), v.literal('default'), countSchema], COUNT)),
})
