import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { pageOf } from './page-text.ts'

it.each([
  ['https://shop.test/pricing', '/pricing'],
  ['https://shop.test/h%C3%BCte?x=1', '/hüte'],
  ['https://shop.test/%', null],
  ['not an address', null],
  [7, null],
  [undefined, null],
])('reads the page from %j', (url, page) => {
  expect(pageOf(buildTicket(1, { session_context: { current_url: url } }))).toBe(page)
})
