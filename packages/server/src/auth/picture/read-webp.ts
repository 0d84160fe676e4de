/** RFC 9649, 2.3 to 2.7: a RIFF file of chunks, each of a name, a length, data and a byte that makes it even. */
import type { Drawing } from './drawing.ts'

/** In the flags of an extended file. */
const MOVES = 0x02
const HAS_ALPHA = 0x10

/** Whoever is bothered by what moves beside a text cannot stop it (WCAG 2.2, 2.2.2). */
const MAY_NOT_MOVE = 'A picture may not move.'

/** @returns null for what is not of this kind, or does not come to its end; or why it is not taken, in a sentence */
export function readWebp(bytes: Buffer): Drawing | string | null {
  const chunks = chunksOf(bytes)
  const [first] = chunks ?? []
  if (chunks === null || first === undefined) return null
  if (first.name !== 'VP8X') return drawingOf(chunks.slice(0, 1), null)
  if (first.data.length < 10) return null
  if (((first.data[0] ?? 0) & MOVES) !== 0) return MAY_NOT_MOVE
  const size = { width: first.data.readUIntLE(4, 3) + 1, height: first.data.readUIntLE(7, 3) + 1 }
  return drawingOf(chunks, size)
}

type Size = Omit<Drawing, 'bytes'>

interface Chunk {
  readonly name: string
  readonly data: Buffer
}

/** Null where a length leads nowhere. What stands behind the end of the file is none of it. */
function chunksOf(bytes: Buffer): readonly Chunk[] | null {
  const isWebp = bytes.length >= 12 && textAt(bytes, 0) === 'RIFF' && textAt(bytes, 8) === 'WEBP'
  const end = isWebp ? bytes.readUInt32LE(4) + 8 : 0
  if (!isWebp || end > bytes.length) return null
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= end; ) {
    const endOfData = at + 8 + bytes.readUInt32LE(at + 4)
    if (endOfData > end) return null
    chunks.push({ name: textAt(bytes, at), data: bytes.subarray(at + 8, endOfData) })
    at = endOfData + (endOfData % 2)
  }
  return chunks
}

/** @param canvas what an extended file says of its size */
function drawingOf(chunks: readonly Chunk[], canvas: Size | null): Drawing | null {
  const pixels = chunks.find(({ name }) => name === 'VP8 ' || name === 'VP8L')
  const own = pixels === undefined ? null : sizeOf(pixels)
  if (pixels === undefined || own === null) return null
  const width = Math.max(own.width, canvas?.width ?? 0)
  const height = Math.max(own.height, canvas?.height ?? 0)
  const alpha = chunks.find(({ name }) => name === 'ALPH')
  // What is clear has a chunk of its own only beside the lossy kind, and only in an extended file.
  const isExtended = canvas !== null && alpha !== undefined && pixels.name === 'VP8 '
  return {
    width,
    height,
    bytes: fileOf(isExtended ? [extended(canvas), alpha, pixels] : [pixels]),
  }
}

function sizeOf({ name, data }: Chunk): Size | null {
  if (name === 'VP8 ') {
    if (data.length < 10 || data.readUIntBE(3, 3) !== 0x9d012a) return null
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
  }
  if (data.length < 5 || data[0] !== 0x2f) return null
  const bits = data.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** A head that promises nothing but what is clear: no EXIF, no XMP, no profile of colours. */
function extended({ width, height }: Size): Chunk {
  const data = Buffer.alloc(10)
  data[0] = HAS_ALPHA
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return { name: 'VP8X', data }
}

function fileOf(chunks: readonly Chunk[]): Buffer<ArrayBuffer> {
  const parts = chunks.flatMap(({ name, data }) => [
    Buffer.from(name, 'latin1'),
    lengthOf(data.length),
    data,
    Buffer.alloc(data.length % 2),
  ])
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts])
  return Buffer.concat([Buffer.from('RIFF', 'latin1'), lengthOf(body.length), body])
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes)
  return length
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4)
}
