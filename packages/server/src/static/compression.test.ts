import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { chooseEncoding, createCompressedFiles } from './compression.ts'

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['*', 'br'],
  ['*, br;q=0', 'gzip'],
  ['*;q=0', null],
  ['identity', null],
  ['', null],
  [null, null],
])('chooses for “%s”: %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

it('encodes a file once for each encoding', async () => {
  const files = createCompressedFiles()
  const bytes = Buffer.from('light '.repeat(100))
  const [brotli, again, gzip] = await Promise.all([
    files.get('hash', bytes, 'br'),
    files.get('hash', bytes, 'br'),
    files.get('hash', bytes, 'gzip'),
  ])
  expect(again).toBe(brotli)
  expect([brotliDecompressSync(brotli), gunzipSync(gzip)]).toEqual([bytes, bytes])
})

it('forgets the file that was used longest ago when it keeps too many', async () => {
  const files = createCompressedFiles(2)
  const get = (hash: string) => files.get(hash, Buffer.from(hash), 'br')
  const first = await get('a')
  const second = await get('b')
  await get('a')
  await get('c')
  expect(await get('a')).toBe(first)
  expect(await get('b')).not.toBe(second)
})
