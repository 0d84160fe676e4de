/** Texts of servers that keep no id of ours: when two are the same, and whether one has changed. */

/** A text as the server may have kept it: trimmed, and without what no database takes. */
export function toComparable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
    .normalize('NFC')
    .trim()
}

/** FNV-1a: two texts of one row need no more to be told apart. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  return hash >>> 0
}
