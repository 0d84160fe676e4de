/** PNG (third edition), 5 and 11: a signature, then chunks of a length, a type, data and a checksum. */
import type { Drawing } from './drawing.ts'

const SIGNATURE = '\x89PNG\r\n\x1a\n'

/** Length, type and checksum. */
const AROUND_DATA_BYTES = 12

/**
 * Chunks that draw. Left out are the times, words and EXIF of who made it, profiles of colours, which may name
 * a device, and what moves: without that, such a picture is the still that it begins with.
 */
const DRAWING = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND'])

/** Null for what is not of this kind, or does not come to its end. */
export function readPng(bytes: Buffer): Drawing | null {
  if (bytes.toString('latin1', 0, SIGNATURE.length) !== SIGNATURE) return null
  const kept = [bytes.subarray(0, SIGNATURE.length)]
  let size: Omit<Drawing, 'bytes'> | null = null
  let hasPixels = false
  for (let at = SIGNATURE.length; at + AROUND_DATA_BYTES <= bytes.length; ) {
    const end = at + AROUND_DATA_BYTES + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length || (type === 'IHDR') !== (size === null)) return null
    if (type === 'IHDR') {
      if (end - at !== AROUND_DATA_BYTES + 13) return null
      size = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) }
    }
    if (type === 'IDAT') hasPixels = true
    if (DRAWING.has(type)) kept.push(bytes.subarray(at, end))
    // 5.4: without a chunk whose name begins with a capital nobody can draw the picture.
    else if (!/^[a-z]/.test(type)) return null
    if (type === 'IEND') {
      if (size === null || !hasPixels || end - at !== AROUND_DATA_BYTES) return null
      return { ...size, bytes: Buffer.concat(kept) }
    }
    at = end
  }
  return null
}
