/** What may come with a message beside its text. It is kept and handed out, never looked into. */
import * as v from 'valibot'
import { AGENT_MODES, type AgentMode } from './agent-mode.ts'
import { freeObjectSchema } from './free-json.ts'

type Free = Readonly<Record<string, unknown>>

/** The longest of these objects, as JSON. */
const SENT_WITH_MAX_CHARACTERS = 20_000

/** What comes with a message, in the names of the published queue. */
export interface SentWith {
  readonly contextual_tools: Free | null
  readonly ui_context: Free | null
  readonly billing_context: Free | null
  readonly agent_mode: AgentMode | null
  /** From the header `X-POSTHOG-SESSION-ID`. */
  readonly session_id: string | null
}

/** The fields of a body, as they come. */
export interface SentWithRequest {
  readonly contextual_tools: Free | null
  readonly ui_context: Free | null
  /** As published, one that makes no sense counts as absent. */
  readonly billing_context: unknown
  readonly agent_mode: AgentMode | null
}

const freeSchema = freeObjectSchema(SENT_WITH_MAX_CHARACTERS)

/** For the schemas of bodies; not a name of the package. */
export const sentWithSchema: v.GenericSchema<unknown, SentWithRequest> = v.object({
  contextual_tools: v.optional(v.nullable(freeSchema), null),
  ui_context: v.optional(
    v.nullable(freeObjectSchema(SENT_WITH_MAX_CHARACTERS, 'Invalid message content.')),
    null,
  ),
  billing_context: v.optional(v.unknown(), null),
  agent_mode: v.optional(v.nullable(v.picklist(AGENT_MODES)), null),
})

/** A billing context that can be kept. */
export const billingContextSchema: v.GenericSchema<unknown, Free> = freeSchema
