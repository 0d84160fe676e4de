/** From the text of a JSON column to a value; what an older version left out reads as empty. */
import type { WireCitation } from '@porchlight/protocol'

/** A JSON object, such as traits. */
export function readObject(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  return isObject(value) ? value : {}
}

/** A JSON array of strings, such as tags. */
export function readStrings(text: string): string[] {
  return readArray(text).filter((item) => typeof item === 'string')
}

/** A JSON array of citations. */
export function readCitations(text: string): WireCitation[] {
  return readArray(text).flatMap((item) => {
    if (!isObject(item) || typeof item.title !== 'string') return []
    return [{ title: item.title, url: typeof item.url === 'string' ? item.url : null }]
  })
}

function readArray(text: string): unknown[] {
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value : []
}

/** Whether a value is an object, and neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
