/**
 * Rules of values in a form that both validates and tells: a plain check is a function, and nothing
 * of it would reach the API's document.
 */
import * as v from 'valibot'
import { countCharacters, isBlank, VISIBLE_CHARACTER } from './limits.ts'

/** A rule that knows its own JSON Schema keywords. */
export interface ToldRule<T> extends v.CheckAction<T, string> {
  readonly keywords: Readonly<Record<string, number | string>>
}

/** A rule of our own, with what it is in JSON Schema, or else in words as its `description`. */
export function told<T>(
  keywords: Readonly<Record<string, number | string>>,
  holds: (value: T) => boolean,
  detail: string,
): ToldRule<T> {
  return { ...v.check(holds, detail), keywords }
}

/** At most so many characters, counted in code points as JSON Schema counts them. */
export function maxCharacters(max: number): ToldRule<string> {
  const detail = `Ensure this field has no more than ${max} characters.`
  return told({ maxLength: max }, (text) => countCharacters(text) <= max, detail)
}

/** Something that can be seen. */
export function notBlank(): ToldRule<string> {
  const keywords = { pattern: VISIBLE_CHARACTER }
  return told(keywords, (text) => !isBlank(text), 'This field may not be blank.')
}
