/**
 * Text as it may be stored: NUL ends a text early in SQLite and is refused by PostgreSQL, and half
 * a surrogate pair cannot be written as UTF-8. Both become U+FFFD before anything is compared, so
 * that a repetition meets the same text again.
 */
export function toStorableText(text: string): string {
  return text.replaceAll(UNSTORABLE, '\uFFFD')
}

// With the flag `u`, a surrogate matches only where it stands alone.
const UNSTORABLE = /[\0\p{Surrogate}]/gu

/**
 * Cuts a text that will go on before the half of a surrogate pair at its end, if there is one: the
 * other half may be what it goes on with.
 */
export function splitHalfCharacter(text: string): { whole: string; half: string } {
  const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length
  return { whole: text.slice(0, cut), half: text.slice(cut) }
}
