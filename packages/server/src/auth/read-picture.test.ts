import { expect, it } from 'vitest'
import { SAMPLE_PICTURES } from '../testing/sample-pictures.ts'
import { SMALL_PNG } from '../testing/small-png.ts'
import { readPicture } from './read-picture.ts'

const OF = 'A picture may be 512 pixels wide and high.'

it.each(Object.entries(SAMPLE_PICTURES))(
  '[SV182] takes a %s, unless it is too wide',
  (_, sample) => {
    const bytes = Buffer.from(sample.text, 'base64')
    expect(readPicture(bytes)).toEqual({ mediaType: sample.mediaType, bytes })
    sample.widen(bytes)
    expect(readPicture(bytes)).toBe(OF)
  },
)

it('[SV182] refuses one without an extent, and one of too many bytes', () => {
  const bytes = Buffer.from(SMALL_PNG, 'base64')
  const padded = Buffer.concat([bytes, Buffer.alloc(65_537 - bytes.length)])
  expect(readPicture(padded)).toBe('A picture may have 65536 bytes.')
  expect(readPicture(padded.subarray(1))).toBe('Must be a PNG, JPEG or WebP picture.')
  bytes.writeUInt32BE(0, 20)
  expect(readPicture(bytes)).toBe(OF)
})

it.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a GIF', 'GIF89a\x01\x00\x01\x00\x00\x00\x00;'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['nothing', ''],
  [
    'a PNG that begins with something else',
    '\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIDAT\x00\x00\x00\x02\x00\x00\x00\x02',
  ],
  ['a JPEG whose segments lead nowhere', '\xff\xd8\xff\xe0\x00\x00\xff\xe0\x00\x00\xff\xe0'],
  ['a JPEG that ends before its frame', '\xff\xd8\xff\xe0\xff\xff\x00\x00'],
  ['a WebP of an unknown kind', `RIFF\x20\x00\x00\x00WEBPVP9 \x14\x00\x00\x00${'\x00'.repeat(20)}`],
])('[SV182] refuses %s', (_, text) => {
  expect(readPicture(Buffer.from(text, 'latin1'))).toBe('Must be a PNG, JPEG or WebP picture.')
})

it('[SV182] refuses every file that is cut, and ends with each that is spoiled', () => {
  for (const { text } of Object.values(SAMPLE_PICTURES)) {
    const bytes = Buffer.from(text, 'base64')
    for (let at = 0; at < bytes.length; at++) {
      expect(readPicture(bytes.subarray(0, at))).toBe('Must be a PNG, JPEG or WebP picture.')
      for (const value of [0, 0xc0, 0xff]) {
        const spoiled = Buffer.from(bytes)
        spoiled[at] = value
        expect(() => readPicture(spoiled)).not.toThrow()
      }
    }
  }
})
