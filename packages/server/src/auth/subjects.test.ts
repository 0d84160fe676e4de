import { isSubject } from '@porchlight/protocol'
import { expect, it } from 'vitest'

it.each([
  'alice',
  'Alice',
  'al\u0131ce',
  '\u00e1lice',
  'user 1',
  'a@b.test',
  '用户',
  'x'.repeat(255),
])('[SV106] takes %j for an id', (text) => {
  expect(isSubject(text)).toBe(true)
})

it.each([
  '',
  ' ',
  'alice ',
  'a\u0301lice',
  'alice\u0000',
  'alice\u200b',
  'alice\ufffe',
  'al\nice',
  'al\u2028ice',
  'x'.repeat(256),
  '用'.repeat(86),
])('[SV106] takes %j for none', (text) => {
  expect(isSubject(text)).toBe(false)
})
