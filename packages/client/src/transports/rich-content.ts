/**
 * The document of an editor as its text. Undefined where there is none, and for one that is nested
 * deeper than an engine can write it: its message has the same words as markdown.
 */
export function toDocument(document: unknown): string | undefined {
  try {
    return document ? JSON.stringify(document) : undefined
  } catch {
    return undefined
  }
}
