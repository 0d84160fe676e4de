/** Which keys an answer has, however deep, so that a new one cannot slip into it. */

/** Records whose keys are the visitor's or the team's own. */
const FREE = new Set([
  'anonymous_traits',
  'session_context',
  'properties',
  'filters',
  'content',
  'sidebar',
])

/** @returns the names in order, each once; of a stream, those of all its events */
export function keySet(text: string): string[] {
  const keys = new Set<string>()
  for (const value of valuesIn(text)) collect(value, keys)
  return [...keys].sort()
}

function valuesIn(text: string): unknown[] {
  if (text === '') return []
  if (!text.startsWith('event:') && !text.startsWith('id:') && !text.startsWith(':')) {
    return [JSON.parse(text)]
  }
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = 'null']) => JSON.parse(data))
}

function collect(value: unknown, keys: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) keys.add(key)
    if (!FREE.has(key)) collect(inner, keys)
  }
}
