/**
 * Tokens of a text, guessed without the vocabulary of any model: a budget needs no more. English has
 * about four bytes to a token, German and code about three, other scripts two to three.
 */
const BYTES_PER_TOKEN = 3

/** Of a message around its text. */
const OVERHEAD = 4

/** @returns rather too many than too few */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN) + OVERHEAD
}

/** The begin of a text that fits, never half a character. */
export function cutToTokens(text: string, tokens: number): string {
  const bytes = Math.max(tokens - OVERHEAD, 0) * BYTES_PER_TOKEN
  if (Buffer.byteLength(text) <= bytes) return text
  // A character that was cut in two is a replacement character at the end.
  return Buffer.from(text)
    .subarray(0, bytes)
    .toString()
    .replace(/\ufffd+$/, '')
}
