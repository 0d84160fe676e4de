import { createSeededRandom } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { SAMPLE_PICTURES } from '../../testing/sample-pictures.ts'
import { TOLD, tellTale, webpChunk, webpFile } from '../../testing/tell-tale-pictures.ts'
import { readPicture } from '../read-picture.ts'

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed)

describe.each(Object.entries(SAMPLE_PICTURES))('[SV185] of a %s', (_, { mediaType, text }) => {
  const plain = Buffer.from(text, 'base64')

  it('what draws is kept as it is, and nothing else, wherever it stands', () => {
    for (const seed of SEEDS) {
      const file = tellTale(mediaType, plain, createSeededRandom(seed))
      expect(file.includes(TOLD)).toBe(true)
      expect([seed, readPicture(file)]).toEqual([seed, { mediaType, bytes: plain }])
    }
  })

  it('what is spoiled is refused, or kept as a file that is read again as it is', () => {
    let kept = 0
    for (const seed of SEEDS) {
      const random = createSeededRandom(seed)
      const file = tellTale(mediaType, plain, random)
      for (let spoiled = 0; spoiled < 20; spoiled++) {
        file[random.below(file.length)] = random.below(256)
        const picture = readPicture(file)
        if (typeof picture === 'string') break
        kept += 1
        expect([seed, readPicture(picture.bytes)]).toEqual([seed, picture])
        expect([seed, partsOf(picture.bytes).filter((name) => !DRAWS.test(name))]).toEqual([
          seed,
          [],
        ])
      }
    }
    expect(kept).toBeGreaterThan(0)
  })
})

const DRAWS =
  /^(IHDR|PLTE|tRNS|gAMA|cHRM|sRGB|IDAT|IEND|VP8X|ALPH|VP8 |VP8L|d[abd]|c[0-79a-f]|JFIF|Adobe)$/

/** Names of chunks, or markers of segments, as anybody else would find them. */
function partsOf(bytes: Buffer): readonly string[] {
  const names: string[] = []
  if (bytes.toString('latin1', 1, 4) === 'PNG') {
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
      names.push(bytes.toString('latin1', at + 4, at + 8))
    }
  } else if (bytes.toString('latin1', 0, 4) === 'RIFF') {
    for (let at = 12; at < bytes.length; ) {
      names.push(bytes.toString('latin1', at, at + 4))
      const length = bytes.readUInt32LE(at + 4)
      at += 8 + length + (length % 2)
    }
  } else {
    // Within pixels no FF stands before any of these.
    for (let at = 2; at + 1 < bytes.length; ) {
      const marker = bytes[at + 1] ?? 0
      const isSegment = bytes[at] === 0xff && marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xd9)
      if (isSegment) names.push(nameOfSegment(bytes, at))
      at += isSegment ? 2 + bytes.readUInt16BE(at + 2) : 1
    }
  }
  return names
}

function nameOfSegment(bytes: Buffer, at: number): string {
  const marker = (bytes[at + 1] ?? 0).toString(16)
  const isNamed = marker === 'e0' || marker === 'ee'
  return isNamed ? (/^\w+/.exec(bytes.toString('latin1', at + 4, at + 9))?.[0] ?? '') : marker
}

it('[SV185] keeps no small copy of a picture within it', () => {
  const plain = Buffer.from(SAMPLE_PICTURES.JPEG?.text ?? '', 'base64')
  const head = Buffer.from(plain.subarray(0, 20))
  head.writeUInt16BE(16 + 3, 4)
  head.writeUInt16BE(0x0101, 18)
  const file = Buffer.concat([head, Buffer.from('rgb'), plain.subarray(20)])
  expect(readPicture(file)).toEqual({ mediaType: 'image/jpeg', bytes: plain })
})

it('[SV185] refuses a WebP that moves', () => {
  const head = Buffer.alloc(10)
  head[0] = 0x02
  const file = webpFile([webpChunk('VP8X', head), webpChunk('ANIM', Buffer.alloc(6))])
  expect(readPicture(file)).toBe('A picture may not move.')
})
