/**
 * The edge: whatever comes from wire, storage or a host page passes here once, and is trusted
 * after. The one face of the schema library, so that no other package names it.
 */
import * as v from 'valibot'

/** Describes what `T` looks like as unknown data. */
export type Schema<T> = v.GenericSchema<unknown, T>

/** Where data is wrong: a dotted path such as `ticket.status`, empty for the value itself. */
export interface ParseIssue {
  readonly path: string
  /** For developers. */
  readonly message: string
  /** The field is missing, rather than wrong. */
  readonly isMissing: boolean
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: ParseIssue }

/** Parses unknown data; fields the schema does not name are dropped. Never throws. */
export function parse<T>(schema: Schema<T>, data: unknown): Parsed<T> {
  const parsed = v.safeParse(schema, data)
  if (parsed.success) return { ok: true, value: parsed.output }
  const [issue] = parsed.issues
  return {
    ok: false,
    issue: {
      path: v.getDotPath(issue) ?? '',
      message: issue.message,
      isMissing: issue.received === 'undefined',
    },
  }
}
