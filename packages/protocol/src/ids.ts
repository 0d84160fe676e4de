/**
 * Ids are made once, in the browser, and never again: a message's id is at the same time the key of
 * its row, the id of its op, the `trace_id`, the `Idempotency-Key` and the id of its queue item.
 */
import * as v from 'valibot'

/** UUIDv7 of a message. Unique within its thread. */
export type MessageId = string

/** UUIDv7 of a conversation, minted in the browser; names the thread everywhere. */
export type ThreadId = string

/** Any UUID, lower or upper case; answered in lower case. */
export const uuidSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  v.uuid(),
  v.toLowerCase(),
)

/** Fills the given bytes with randomness, as `crypto.getRandomValues` does. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

/**
 * A UUIDv7 (RFC 9562, section 5.7): 48 bits of time, 74 of chance.
 *
 * Its time part keeps database pages warm; it orders nothing. A clock set back or stuck costs
 * nothing but that warmth, since chance alone makes the id unique.
 *
 * @param nowMs wall clock in milliseconds since 1970
 */
export function uuidv7(nowMs: number, fillRandom: FillRandom): string {
  const bytes = new Uint8Array(16)
  fillRandom(bytes)
  const time = Math.max(0, Math.floor(nowMs))
  new DataView(bytes.buffer).setUint32(0, Math.floor(time / 0x10000))
  new DataView(bytes.buffer).setUint16(4, time % 0x10000)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => HEX[byte]).join('')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
