/** The one shape of ids on the wire. Apart from `ids.ts`, so that making ids needs no schemas. */
import * as v from 'valibot'

/** Any UUID, lower or upper case; answered in lower case. */
export const uuidSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.uuid(),
  v.toLowerCase(),
)
