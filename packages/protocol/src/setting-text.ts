/** A text that somebody sets for a project. */
import * as v from 'valibot'

/** @param max characters, in UTF-16 */
export const settingText = (max: number): v.GenericSchema<unknown, string> =>
  v.pipe(v.string(), v.maxLength(max, `Ensure this field has no more than ${max} characters.`))
