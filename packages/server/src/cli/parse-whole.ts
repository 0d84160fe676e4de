import { CommandError } from './command-error.ts'

/** @throws CommandError for a text that is no whole number of the range; it names the variable */
export function parseWhole(
  name: string,
  text: string,
  { from, to }: { from: number; to: number },
): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to) return value
  throw new CommandError(`${name} must be a whole number from ${from} to ${to}.`)
}
