/** Traits and page context as rows of a list: anybody may have put anything there. */
import type { LayoutField } from '../models/layout.ts'

/** One row. */
export interface Fact {
  readonly name: string
  readonly value: string
}

/** Rows for everything that can be written down in a line; empty values and nested ones are left out. */
export function factsOf(entries: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(entries).flatMap(([key, value]) => {
    const text = factText(value)
    return text === '' ? [] : [{ name: factName(key), value: text }]
  })
}

/** Traits in the team's order, and those that are left. */
export function laidOut(
  traits: Readonly<Record<string, unknown>>,
  fields: readonly LayoutField[],
): { first: readonly Fact[]; others: Readonly<Record<string, unknown>> } {
  const keys = new Set(fields.map(({ key }) => key))
  const first = fields.flatMap(({ key, title }) =>
    Object.hasOwn(traits, key)
      ? factsOf({ [key]: traits[key] }).map((fact) => ({ ...fact, name: title ?? fact.name }))
      : [],
  )
  const others = Object.fromEntries(Object.entries(traits).filter(([key]) => !keys.has(key)))
  return { first, others }
}

function factText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'number' ? String(value) : ''
}

/** `order_number` and `orderNumber` are "Order number"; a leading `$` is a mark of analytics. */
function factName(key: string): string {
  const words = key
    .replace(/^\$/, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
