/** What is kept of the loose records that browsers send: traits and page context. */

/** Limits as the protocol writes them. */
export interface RecordLimits {
  readonly entries: number
  readonly keyCharacters: number
  readonly valueCharacters: number
}

/**
 * Keeps scalars, cuts long strings, drops long keys and nested values, and keeps the first entries
 * when there are too many. Nothing is refused: a message must not be lost over its context.
 */
export function keepScalars(
  record: Readonly<Record<string, unknown>>,
  limits: RecordLimits,
): Record<string, string | number | boolean | null> {
  const kept = Object.entries(record).flatMap(([key, value]) => {
    const scalar = toScalar(value, limits.valueCharacters)
    const isKept = scalar !== undefined && key !== '' && key.length <= limits.keyCharacters
    return isKept ? [[key, scalar] as const] : []
  })
  return Object.fromEntries(kept.slice(0, limits.entries))
}

/** The first characters (code points) of a text; never half a character. */
export function cutCharacters(text: string, max: number): string {
  if (text.length <= max) return text
  // Twice as many code units hold at least that many code points.
  return Array.from(text.slice(0, max * 2))
    .slice(0, max)
    .join('')
}

function toScalar(
  value: unknown,
  maxCharacters: number,
): string | number | boolean | null | undefined {
  if (typeof value === 'string') return cutCharacters(value, maxCharacters)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value
  return undefined
}
