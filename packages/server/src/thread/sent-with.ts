/** What comes with a message beside its text: read once, kept with its row, handed out as it came. */
import {
  billingContextSchema,
  parse,
  type SentWith,
  type SentWithRequest,
} from '@porchlight/protocol'
import { readObject } from '../store/json-columns.ts'
import type { MessageRow } from '../store/schema.ts'

/** The header in which a page names its session. */
export const SESSION_HEADER = 'X-POSTHOG-SESSION-ID'

const SESSION_ID_MAX_CHARACTERS = 64
const SPEND_HISTORY_MAX = 20

const NOTHING: SentWith = {
  contextual_tools: null,
  ui_context: null,
  billing_context: null,
  agent_mode: null,
  session_id: null,
}

/** From a body that was parsed and the head of its request. */
export function readSentWith(body: SentWithRequest, headers: Headers): SentWith {
  const { contextual_tools, ui_context, agent_mode } = body
  const billing_context = readBilling(body.billing_context)
  const session_id = readSessionId(headers)
  return { contextual_tools, ui_context, billing_context, agent_mode, session_id }
}

/** Null when there is none, or none that can be one. */
function readSessionId(headers: Headers): string | null {
  const id = headers.get(SESSION_HEADER)?.trim() ?? ''
  return id !== '' && id.length <= SESSION_ID_MAX_CHARACTERS ? id : null
}

/** The form in which it is stored; null for nothing at all. */
export function formatSentWith(sent: SentWith): string | null {
  return Object.values(sent).every((value) => value === null) ? null : JSON.stringify(sent)
}

/** What was stored with a message. */
export function readStoredSentWith({ sent_with: text }: MessageRow): SentWith {
  // Parsed when it was written, and nothing else writes it.
  return text === null ? NOTHING : { ...NOTHING, ...(readObject(text) as Partial<SentWith>) }
}

/** As published: what makes no sense counts as absent, and a long history of spending is left out. */
function readBilling(value: unknown): SentWith['billing_context'] {
  const billing = parse(billingContextSchema, value)
  if (!billing.ok) return null
  const { spend_history: history, ...rest } = billing.value
  const isLong = Array.isArray(history) && history.length > SPEND_HISTORY_MAX
  return isLong ? rest : billing.value
}
