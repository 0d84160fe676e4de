/**
 * Who calls the public widget API: a browser by its session id, or a person by an id and its HMAC.
 * The same fields come in bodies and in queries.
 */
import * as v from 'valibot'
import { isPrintableId } from './identify.ts'
import { maxCharacters, type ToldRule, told } from './text-rules.ts'

/** The fields by which every request of the public widget API says who asks. */
export interface WidgetCallerFields {
  /** Made by the browser, and all it takes to read its tickets. */
  readonly widget_session_id: string | null
  readonly identity_distinct_id: string | null
  /** HMAC-SHA256 of the id, in hex. */
  readonly identity_hash: string | null
  readonly identity_email: string | null
  readonly identity_hash_email: string | null
  /** Unix seconds. */
  readonly identity_exp_email: number | null
}

/** Longest id of a person, in characters. */
export const DISTINCT_ID_MAX_CHARACTERS = 400

/** Longest address, in characters. */
export const EMAIL_MAX_CHARACTERS = 254

/** A text with an upper limit that its refusal names. */
export function limitedText(max: number): v.GenericSchema<unknown, string> {
  return v.pipe(v.string('Not a valid string.'), maxCharacters(max))
}

/** A field that may be absent or null. */
export function orNull<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | null> {
  return v.optional(v.nullable(schema), null)
}

/** A whole number within limits that its refusal names. */
export function wholeNumber(min: number, max: number): v.GenericSchema<unknown, number> {
  return v.pipe(
    v.number('A valid integer is required.'),
    v.integer('A valid integer is required.'),
    v.minValue(min, `Ensure this value is greater than or equal to ${min}.`),
    v.maxValue(max, `Ensure this value is less than or equal to ${max}.`),
  )
}

/** A UUID, answered in lower case. */
export const widgetUuidSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string('Must be a valid UUID.'),
  v.uuid('Must be a valid UUID.'),
  v.toLowerCase(),
)

const hashSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string('Must be 64 hexadecimal characters.'),
  v.regex(/^[0-9a-fA-F]{64}$/, 'Must be 64 hexadecimal characters.'),
  v.toLowerCase(),
)

type CallerEntries = {
  readonly [Name in keyof WidgetCallerFields]: v.GenericSchema<unknown, WidgetCallerFields[Name]>
}

/** To be spread into a schema, whose object is then checked by `saysWhoAsks`. */
export const callerEntries: CallerEntries = {
  widget_session_id: orNull(widgetUuidSchema),
  identity_distinct_id: orNull(
    v.pipe(
      limitedText(DISTINCT_ID_MAX_CHARACTERS),
      told(
        { description: 'Printable, in its composed form (NFC), without space at its ends.' },
        isPrintableId,
        'An id is printable, in its composed form, without space at its ends.',
      ),
    ),
  ),
  identity_hash: orNull(hashSchema),
  identity_email: orNull(limitedText(EMAIL_MAX_CHARACTERS)),
  identity_hash_email: orNull(hashSchema),
  identity_exp_email: orNull(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
}

/** What a body that is no object at all is told. */
export const NO_OBJECT = 'Invalid data. Expected a dictionary.'

/** Refuses half a proof, and nobody at all. */
export function saysWhoAsks<T extends WidgetCallerFields>(
  schema: v.GenericSchema<unknown, T>,
): v.GenericSchema<unknown, T> {
  return v.pipe(
    schema,
    rule<T>(
      (fields) => areTogether(fields.identity_distinct_id, fields.identity_hash),
      'identity_distinct_id and identity_hash must be sent together.',
    ),
    rule<T>(
      (fields) => fields.widget_session_id !== null || fields.identity_hash !== null,
      'Either widget_session_id or identity_distinct_id and identity_hash are required.',
    ),
    rule<T>(
      (fields) =>
        areTogether(fields.identity_email, fields.identity_hash_email, fields.identity_exp_email),
      'identity_email, identity_hash_email and identity_exp_email must be sent together.',
    ),
  )
}

/** `POST messages/:ticket/read`: nothing but who asks. */
export const widgetReadRequestSchema: v.GenericSchema<unknown, WidgetCallerFields> = saysWhoAsks(
  v.object(callerEntries, NO_OBJECT),
)

function rule<T>(holds: (fields: T) => boolean, detail: string): ToldRule<T> {
  return told(
    { description: 'Either a session or an id with its hash says who asks.' },
    holds,
    detail,
  )
}

function areTogether(...fields: readonly unknown[]): boolean {
  return new Set(fields.map((field) => field === null)).size === 1
}
