/** What a file says of itself: no name and no media type that somebody tells is believed.  [SV182] */
import { PICTURE_MAX_BYTES, PICTURE_MAX_PIXELS } from '@porchlight/protocol'

/** A picture that any browser shows, and that can do nothing else. */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly bytes: Buffer
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Why a file is refused before it is looked into. */
export const PICTURE_TOO_LARGE: string = `A picture may have ${PICTURE_MAX_BYTES} bytes.`

/** @returns why it is none that is taken, in a sentence, or the picture */
export function readPicture(bytes: Buffer): Picture | string {
  if (bytes.length > PICTURE_MAX_BYTES) return PICTURE_TOO_LARGE
  for (const [mediaType, sizeOf] of KINDS) {
    const size = sizeOf(bytes)
    if (size === null) continue
    const isSmall = [size.width, size.height].every(
      (side) => side > 0 && side <= PICTURE_MAX_PIXELS,
    )
    if (!isSmall) return `A picture may be ${PICTURE_MAX_PIXELS} pixels wide and high.`
    return { mediaType, bytes }
  }
  return 'Must be a PNG, JPEG or WebP picture.'
}

/** Of each kind, how large the picture is; null for what is not of the kind. */
const KINDS: readonly (readonly [Picture['mediaType'], (bytes: Buffer) => Size | null])[] = [
  ['image/png', sizeOfPng],
  ['image/jpeg', sizeOfJpeg],
  ['image/webp', sizeOfWebp],
]

/** PNG, 5.2 and 11.2.2: the first chunk is the header. */
function sizeOfPng(bytes: Buffer): Size | null {
  const isPng = bytes.length > 24 && bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n'
  if (!isPng || textAt(bytes, 12) !== 'IHDR') return null
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** ITU T.81, B.1 and B.2.2: segments of a marker and a length, until the one that begins a frame. */
function sizeOfJpeg(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (bytes[at] !== 0xff) return null
    // C4, C8 and CC lie among the frames and begin none.
    const beginsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (beginsFrame)
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
  return null
}

/** RFC 9649, 2.4 to 2.7. */
function sizeOfWebp(bytes: Buffer): Size | null {
  const isWebp = bytes.length >= 30 && textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP'
  if (!isWebp) return null
  switch (textAt(bytes, 12)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4)
}
