/** The error bodies as the server writes them; `problem.ts` reads them, and forgives more. */
import * as v from 'valibot'
import type { ProblemBody } from './problem.ts'

/** The envelope of everything that is raised. */
export const problemBodySchema: v.GenericSchema<unknown, ProblemBody> = v.object({
  type: v.string(),
  code: v.string(),
  detail: v.string(),
  attr: v.nullable(v.string()),
})

/** The second published envelope, written by hand per endpoint. */
export interface HandWrittenProblemBody {
  /** A text or a code, by endpoint. */
  readonly error?: string
  readonly detail?: string
  readonly error_type?: string
  /** Reasons by field. */
  readonly details?: Readonly<Record<string, readonly string[]>>
}

export const handWrittenProblemBodySchema: v.GenericSchema<unknown, HandWrittenProblemBody> =
  v.object({
    error: v.exactOptional(v.string()),
    detail: v.exactOptional(v.string()),
    error_type: v.exactOptional(v.string()),
    details: v.exactOptional(v.record(v.string(), v.array(v.string()))),
  })
