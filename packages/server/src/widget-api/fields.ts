/** From a query to fields that a schema has passed, and what both queries and bodies say. */
import { parse, type Schema, uuidSchema } from '@porchlight/protocol'
import { toStorableText } from '../text.ts'
import { invalidData, invalidTicketId } from './refusals.ts'

const NUMBERS: ReadonlySet<string> = new Set(['limit', 'offset', 'identity_exp_email'])

/**
 * Parses a query. What is empty counts as absent, and of a name that comes twice the last counts.
 *
 * @throws Refusal 400 that names the field
 */
export function parseQuery<T>(schema: Schema<T>, url: URL): T {
  const fields = [...url.searchParams].flatMap(([name, text]) => {
    if (text === '') return []
    const isNumber = NUMBERS.has(name) && /^-?\d{1,16}$/.test(text)
    return [[name, isNumber ? Number(text) : toStorableText(text)] as const]
  })
  const parsed = parse(schema, Object.fromEntries(fields))
  if (!parsed.ok) throw invalidData(parsed.issue)
  return parsed.value
}

/** @throws Refusal 400 */
export function parseTicketId(id: string | undefined): string {
  const parsed = parse(uuidSchema, id)
  if (!parsed.ok) throw invalidTicketId()
  return parsed.value
}
