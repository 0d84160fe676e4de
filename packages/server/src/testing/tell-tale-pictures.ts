/** Files of pictures that tell more than they show, as cameras and programs write them. */
import { crc32 } from 'node:zlib'
import type { SeededRandom } from '@porchlight/testkit'

/** What is told, and must be in no picture that is kept. */
export const TOLD = '52.5163N 13.3777E'

/** What stands in a file: chunks or segments, each whole, and how many at the beginning stay there. */
interface Taken {
  readonly head: Buffer
  readonly parts: readonly Buffer[]
}

/** The same picture, with parts that tell among its own and behind its end. */
export function tellTale(mediaType: string, plain: Buffer, random: SeededRandom): Buffer {
  if (mediaType === 'image/webp') return tellTaleWebp(plain, random)
  const isPng = mediaType === 'image/png'
  const { head, parts } = isPng ? takePng(plain) : takeJpeg(plain)
  const telling = isPng ? PNG_TELLING : JPEG_TELLING
  const end = parts.at(-1) ?? Buffer.alloc(0)
  const all = scatter(parts.slice(0, -1), telling, random)
  return Buffer.concat([head, ...all, end, Buffer.from(TOLD)])
}

function scatter(
  parts: readonly Buffer[],
  telling: readonly Buffer[],
  random: SeededRandom,
): readonly Buffer[] {
  const all = [...parts]
  for (const part of telling) all.splice(random.below(all.length + 1), 0, part)
  return all
}

function pngChunk(type: string, data: string): Buffer {
  const named = Buffer.from(type + data, 'latin1')
  return Buffer.concat([numberBE(data.length), named, numberBE(crc32(named))])
}

const PNG_TELLING = ['eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'iCCP', 'acTL', 'fcTL', 'prVt'].map(
  (type) => pngChunk(type, `Comment\0${TOLD}`),
)

function takePng(plain: Buffer): Taken {
  const parts: Buffer[] = []
  for (let at = 33; at < plain.length; at += parts.at(-1)?.length ?? 0) {
    parts.push(plain.subarray(at, at + 12 + plain.readUInt32BE(at)))
  }
  return { head: plain.subarray(0, 33), parts }
}

function jpegSegment(marker: number, data: string): Buffer {
  const length = data.length + 2
  return Buffer.concat([
    Buffer.from([0xff, marker, length >> 8, length & 0xff]),
    Buffer.from(data, 'latin1'),
  ])
}

const JPEG_TELLING = [
  ...[0xe0, 0xe1, 0xe2, 0xe4, 0xed, 0xee, 0xef, 0xfe].map((marker) =>
    jpegSegment(marker, `Exif\0\0${TOLD}`),
  ),
  jpegSegment(0xe0, `JFXX\0\x10${TOLD}`),
]

/** A scan and its pixels are one part. */
function takeJpeg(plain: Buffer): Taken {
  const parts: Buffer[] = []
  for (let at = 2; at < plain.length; at += parts.at(-1)?.length ?? 0) {
    const marker = plain[at + 1]
    const length = marker === 0xd9 ? 0 : plain.readUInt16BE(at + 2)
    parts.push(plain.subarray(at, marker === 0xda ? plain.length - 2 : at + 2 + length))
  }
  return { head: plain.subarray(0, 2), parts }
}

export function webpChunk(name: string, data: Buffer): Buffer {
  const padding = Buffer.alloc(data.length % 2)
  return Buffer.concat([Buffer.from(name, 'latin1'), numberLE(data.length), data, padding])
}

export function webpFile(chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
  return Buffer.concat([Buffer.from('RIFF'), numberLE(body.length), body])
}

/** Extended, since only then may there be more; with the flags of a profile, of EXIF and of XMP. */
function tellTaleWebp(plain: Buffer, random: SeededRandom): Buffer {
  const parts: Buffer[] = []
  for (let at = 12; at < plain.length; at += parts.at(-1)?.length ?? 0) {
    const length = plain.readUInt32LE(at + 4)
    parts.push(plain.subarray(at, at + 8 + length + (length % 2)))
  }
  const isExtended = parts[0]?.toString('latin1', 0, 4) === 'VP8X'
  const head = Buffer.from(isExtended ? (parts.shift() ?? '') : webpChunk('VP8X', Buffer.alloc(10)))
  head[8] = (head[8] ?? 0) | 0x20 | 0x08 | 0x04
  // The samples are three pixels wide and two high.
  head.writeUIntLE(2, 12, 3)
  head.writeUIntLE(1, 15, 3)
  const telling = ['ICCP', 'EXIF', 'XMP ', 'prVt'].map((name) => webpChunk(name, Buffer.from(TOLD)))
  const file = webpFile([head, ...scatter(parts, telling, random)])
  return Buffer.concat([file, Buffer.from(TOLD)])
}

function numberBE(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function numberLE(value: number): Buffer {
  return Buffer.from(numberBE(value)).reverse()
}
