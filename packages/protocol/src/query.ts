/** Values of query parameters, as the API's document tells them. */
import * as v from 'valibot'

/** A whole number, 0 or more. */
export const countSchema: v.GenericSchema<unknown, number> = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
)

/** Any text. */
export const textSchema: v.GenericSchema<unknown, string> = v.string()

/** Where a feed goes on: a text of the server's, which nobody else reads. */
export const cursorSchema: v.GenericSchema<unknown, string> = v.string()
