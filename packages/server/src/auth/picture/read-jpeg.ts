/** ITU T.81, B.1 and B.2: segments of a marker, a length and data; behind each start of a scan, its pixels. */
import type { Drawing } from './drawing.ts'

const START = 0xd8
const END = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe

/** Segments of applications that tell how colours are meant, by their names, and how long they are without more. */
const KEPT_OF_APPLICATIONS: ReadonlyMap<number, { readonly name: string; readonly bytes: number }> =
  new Map([
    [0xe0, { name: 'JFIF\0', bytes: 14 }],
    [0xee, { name: 'Adobe', bytes: 12 }],
  ])

interface Segment {
  readonly marker: number
  /** Without its marker and length. */
  readonly data: Buffer
}

/** Null for what is not of this kind, or does not come to its end. */
export function readJpeg(bytes: Buffer): Drawing | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xff00 + START) return null
  const kept = [bytes.subarray(0, 2)]
  let size: Omit<Drawing, 'bytes'> | null = null
  let hasPixels = false
  for (let at = 2; at + 2 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    // B.1.1.2: a marker may have any number of these before it.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === END) {
      kept.push(bytes.subarray(at, at + 2))
      return size !== null && hasPixels ? { ...size, bytes: Buffer.concat(kept) } : null
    }
    const data = dataAt(bytes, at + 2)
    if (data === null || !isKnown(marker)) return null
    if (beginsFrame(marker)) {
      if (size !== null || data.length < 6) return null
      size = { width: data.readUInt16BE(3), height: data.readUInt16BE(1) }
    }
    kept.push(...withoutMetadata({ marker, data }))
    at += 4 + data.length
    if (marker === SCAN) {
      if (size === null) return null
      const end = endOfPixels(bytes, at)
      kept.push(bytes.subarray(at, end))
      hasPixels = true
      at = end
    }
  }
  return null
}

/** Null where the length leads nowhere. */
function dataAt(bytes: Buffer, at: number): Buffer | null {
  if (at + 2 > bytes.length) return null
  const end = at + bytes.readUInt16BE(at)
  return end < at + 2 || end > bytes.length ? null : bytes.subarray(at + 2, end)
}

/** C4, C8 and CC lie among the frames and begin none. */
function beginsFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** Frames and tables, and what may be left out. */
function isKnown(marker: number): boolean {
  const draws = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8
  return draws || [SCAN, 0xdb, 0xdd].includes(marker) || isBesidePixels(marker)
}

/** Segments of applications (EXIF, XMP, profiles, captions, further pictures) and comments. */
function isBesidePixels(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === COMMENT
}

/** The segment as it is kept, in pieces; none where it is left out. */
function withoutMetadata({ marker, data }: Segment): readonly Buffer[] {
  if (!isBesidePixels(marker)) return segmentOf(marker, data)
  const shape = KEPT_OF_APPLICATIONS.get(marker)
  const isKept =
    shape !== undefined &&
    data.length >= shape.bytes &&
    data.toString('latin1', 0, shape.name.length) === shape.name
  if (!isKept) return []
  const own = Buffer.from(data.subarray(0, shape.bytes))
  // JFIF 1.02: width and height of a small copy, which may be of the picture before it was cut.
  if (marker === 0xe0) own.writeUInt16BE(0, 12)
  return segmentOf(marker, own)
}

function segmentOf(marker: number, data: Buffer): readonly Buffer[] {
  const length = data.length + 2
  return [Buffer.from([0xff, marker, length >> 8, length & 0xff]), data]
}

/** B.1.1.5: within pixels FF stands before 0, or before the number of a restart. */
function endOfPixels(bytes: Buffer, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}
