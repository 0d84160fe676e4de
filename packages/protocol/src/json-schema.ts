/**
 * Schemas as JSON Schema 2020-12, for documents about the API. An entry of its own, so that no
 * browser fetches the converter.
 */
import { type ConversionConfig, toJsonSchema as convert } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import * as protocol from './index.ts'
import type { Schema } from './parse.ts'

/** A JSON Schema, or a reference to one. */
export type JsonSchema = Readonly<Record<string, unknown>>

/** Which side of a schema is described: what it takes, or what it gives. */
export type SchemaSide = 'input' | 'output'

export interface JsonSchemas {
  /** The schema, with references in place of those that have a name. */
  readonly schema: JsonSchema
  /** Everything that it refers to, by name. */
  readonly named: Readonly<Record<string, JsonSchema>>
}

/** Every schema that the package exports, by its name without the ending: `ticketSchema` is `Ticket`. */
const definitions: Record<string, v.GenericSchema> = Object.fromEntries(
  Object.entries(protocol as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const stem = /^(\w+)Schema$/.exec(name)?.[1]
    if (stem === undefined || !isSchema(value)) return []
    return [[stem[0]?.toUpperCase() + stem.slice(1), value]]
  }),
)

/**
 * Describes a schema.
 *
 * @param refTo where a named schema is found in the document
 * @throws Error for a rule that has no form in JSON Schema: it would hold, and nobody would be told
 */
export function toJsonSchema(
  schema: Schema<unknown>,
  { side, refTo }: { readonly side: SchemaSide; readonly refTo: (name: string) => string },
): JsonSchemas {
  const config: ConversionConfig = {
    target: 'draft-2020-12',
    typeMode: side,
    definitions,
    // Changes of a value, which nothing can be told about but that they are made.
    ignoreActions: ['to_lower_case', 'trim'],
    overrideAction: ({ valibotAction, jsonSchema }) =>
      'keywords' in valibotAction ? { ...jsonSchema, ...(valibotAction.keywords as object) } : null,
    overrideRef: ({ referenceId }) => refTo(referenceId),
  }
  const { $schema: _, $defs: converted, ...own } = convert(schema as v.GenericSchema, config)
  const all = (converted ?? {}) as Readonly<Record<string, JsonSchema>>
  return { schema: own as JsonSchema, named: reachable(own as JsonSchema, all, refTo) }
}

/** The converter describes every definition it is given; only those that are used are of interest. */
function reachable(
  from: JsonSchema,
  all: Readonly<Record<string, JsonSchema>>,
  refTo: (name: string) => string,
): Record<string, JsonSchema> {
  const found: Record<string, JsonSchema> = {}
  const waiting = [from]
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    const text = JSON.stringify(schema)
    for (const [name, named] of Object.entries(all)) {
      if (name in found || !text.includes(`"$ref":"${refTo(name)}"`)) continue
      found[name] = named
      waiting.push(named)
    }
  }
  return found
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}
