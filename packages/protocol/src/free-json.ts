/** JSON that we keep for others without looking into it: bounded in size and in depth. */
import * as v from 'valibot'
import { type ToldRule, told } from './text-rules.ts'

/** Deeper than any editor nests, and far from the depth at which engines run out of stack. */
const MAX_DEPTH = 64

/** Any JSON value, within `maxCharacters` as JSON. */
export function freeJsonSchema(
  maxCharacters: number,
  tooLarge: string = tooLargeText(maxCharacters),
): v.GenericSchema<unknown, unknown> {
  return v.pipe(
    v.unknown(),
    told({}, (value) => isShallow(value, MAX_DEPTH), TOO_DEEP),
    told(
      { description: `At most ${maxCharacters} characters as JSON, ${MAX_DEPTH} levels deep.` },
      (value) => isWithin(value, maxCharacters),
      tooLarge,
    ),
  )
}

/** An object of no particular shape, within `maxCharacters` as JSON. */
export function freeObjectSchema(
  maxCharacters: number,
  noObject: string = NO_OBJECT,
): v.GenericSchema<unknown, Readonly<Record<string, unknown>>> {
  return v.pipe(
    freeJsonSchema(maxCharacters),
    told({ type: 'object' }, (value) => !Array.isArray(value), noObject),
    v.record(v.string(), v.unknown(), noObject),
  )
}

const NO_OBJECT = 'Must be an object.'

/** Without it, an array passes for an object whose keys are numbers. */
export const noArray: ToldRule<unknown> = told(
  { type: 'object' },
  (value) => !Array.isArray(value),
  'Must be an object.',
)

const tooLargeText = (maxCharacters: number): string =>
  `Ensure this field has no more than ${maxCharacters} characters as JSON.`

const TOO_DEEP = `Ensure this field is nested no deeper than ${MAX_DEPTH} levels.`

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true
  return depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1))
}

// What is too deep has failed already, and is not for a function that calls itself.
function isWithin(value: unknown, maxCharacters: number): boolean {
  return !isShallow(value, MAX_DEPTH) || JSON.stringify(value ?? null).length <= maxCharacters
}
