/** `POST :conversation/open/`: the sandbox runtime of the published API, as far as there is one. */
import * as v from 'valibot'
import { CONVERSATION_CONTENT_MAX_CHARACTERS } from './limits.ts'
import { maxCharacters } from './text-rules.ts'
import { uuidSchema } from './uuid-schema.ts'

/** Something the page points at. */
export interface AttachedContext {
  readonly type: string
  readonly id?: string | number | null
  readonly name?: string | null
  readonly value?: string | null
}

/** A message, or without content a run that waits for one. */
export interface OpenRunRequest {
  /** Null or blank: warm a run, and say nothing. */
  readonly content: string | null
  readonly trace_id: string
  readonly attached_context: readonly AttachedContext[]
  readonly initial_permission_mode: string
  readonly task_id: string | null
}

const ATTACHED_MAX = 100
const NAME_MAX_CHARACTERS = 1_000
const VALUE_MAX_CHARACTERS = 20_000

const nameSchema = v.pipe(v.string(), maxCharacters(NAME_MAX_CHARACTERS))

export const openRunRequestSchema: v.GenericSchema<unknown, OpenRunRequest> = v.object({
  content: v.optional(
    v.nullable(v.pipe(v.string(), maxCharacters(CONVERSATION_CONTENT_MAX_CHARACTERS))),
    null,
  ),
  trace_id: uuidSchema,
  attached_context: v.optional(
    v.pipe(
      v.array(
        v.object({
          type: v.picklist([
            'action',
            'dashboard',
            'error_tracking_issue',
            'evaluation',
            'event',
            'insight',
            'notebook',
            'text',
          ]),
          id: v.exactOptional(v.nullable(v.union([nameSchema, v.number()]))),
          name: v.exactOptional(v.nullable(nameSchema)),
          value: v.exactOptional(
            v.nullable(v.pipe(v.string(), maxCharacters(VALUE_MAX_CHARACTERS))),
          ),
        }),
      ),
      v.maxLength(ATTACHED_MAX, `Ensure this field has no more than ${ATTACHED_MAX} elements.`),
    ),
    [],
  ),
  initial_permission_mode: v.optional(
    v.picklist(['default', 'acceptEdits', 'plan', 'bypassPermissions', 'auto']),
    'auto',
  ),
  task_id: v.optional(v.nullable(uuidSchema), null),
})

/** The handle of a run. */
export interface OpenedRun {
  /** The conversation: here it is the task. */
  readonly task_id: string
  readonly run_id: string
  /** Of the message that was sent; null when none was. */
  readonly trace_id: string | null
  /** `queued`: nobody writes yet. */
  readonly run_status: 'queued' | 'in_progress' | 'completed' | 'failed' | 'cancelled'
  readonly just_created_run: boolean
}

export const openedRunSchema: v.GenericSchema<unknown, OpenedRun> = v.object({
  task_id: v.string(),
  run_id: v.string(),
  trace_id: v.nullable(v.string()),
  run_status: v.picklist(['queued', 'in_progress', 'completed', 'failed', 'cancelled']),
  just_created_run: v.boolean(),
})
