/** The API's document, as far as a client has to know it to find its way. */
import * as v from 'valibot'

/** Answer of `GET /openapi.json`; the parts are those of OpenAPI 3.1. */
export interface OpenApiDocumentBody {
  readonly openapi: string
  readonly info: Readonly<Record<string, unknown>>
  readonly servers: readonly unknown[]
  readonly tags: readonly unknown[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const partsSchema = v.record(v.string(), v.unknown())

export const openApiDocumentSchema: v.GenericSchema<unknown, OpenApiDocumentBody> = v.object({
  openapi: v.string(),
  info: partsSchema,
  servers: v.array(v.unknown()),
  tags: v.array(v.unknown()),
  paths: v.record(v.string(), partsSchema),
  components: v.record(v.string(), partsSchema),
})
