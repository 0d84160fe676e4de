/**
 * How a browser becomes a visitor and stays one.
 *
 * The browser makes the successor of its refresh token itself and stores it before it asks, so a
 * lost answer can be asked for again: the same pair always succeeds.
 */
import * as v from 'valibot'
import { type WidgetSettings, widgetSettingsSchema } from './widget-settings.ts'

/** What a server can do beyond the published API. Listed by it, never inferred from a failure. */
export const CAPABILITIES = [
  'client_ids',
  'queue_idle',
  'event_feed',
  'paging',
  'resume',
  'read_positions',
  'notices',
  'erase',
  'activity',
] as const

/** Only where the project has restore links, and a list of domains that they may lead to. */
export const RESTORE_CAPABILITY = 'restore'

export type Capability = (typeof CAPABILITIES)[number] | typeof RESTORE_CAPABILITY

/** A refresh token: 32 random bytes in base64url behind a prefix that secret scanners can find. */
const refreshTokenSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.regex(/^plr_[\w-]{43}$/, 'Not a refresh token.'),
)

/** `POST /api/conversations/v1/session`, with the widget's public token in a header. */
export interface SessionRequest {
  /** The token used last; null for a browser that was never a visitor. */
  readonly refresh: string | null
  /** The token to use next time, made by the browser. */
  readonly next: string
}

export const sessionRequestSchema: v.GenericSchema<unknown, SessionRequest> = v.object({
  refresh: v.optional(v.nullable(refreshTokenSchema), null),
  next: refreshTokenSchema,
})

/** Answer of the session endpoint. */
export interface SessionAnswer {
  readonly project: { readonly id: number; readonly name: string }
  readonly visitor: string
  /** Bearer token; in a header only. */
  readonly access: string
  /** Life of the access token, in seconds. */
  readonly expires_in: number
  readonly capabilities: readonly string[]
  readonly max_queue_messages: number
  /** Who answers first in a new thread. */
  readonly mode: 'assistant' | 'people'
  readonly settings: WidgetSettings
}

export const sessionAnswerSchema: v.GenericSchema<unknown, SessionAnswer> = v.object({
  project: v.object({ id: v.number(), name: v.string() }),
  visitor: v.string(),
  access: v.string(),
  expires_in: v.number(),
  capabilities: v.array(v.string()),
  max_queue_messages: v.number(),
  mode: v.picklist(['assistant', 'people']),
  settings: widgetSettingsSchema,
})

/** Header that carries the widget's public token. */
export const WIDGET_TOKEN_HEADER = 'X-Conversations-Token'
