import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { visitorName } from './visitor-name.ts'

const claim = { name: 'The Boss', email: 'boss@example.com' }
const person = {
  id: 'p',
  name: 'Ann',
  distinct_ids: [],
  properties: { name: 'Ann Meyer' },
  created_at: '2026-01-01T00:00:00Z',
  is_identified: true,
}

it('calls a visitor what is proven before what they say, and after it what they wrote', () => {
  const named = (more: Parameters<typeof buildTicket>[1]): string =>
    visitorName(buildTicket(1, more))
  expect(named({ anonymous_traits: claim, person })).toBe('Ann Meyer')
  expect(named({ anonymous_traits: claim })).toBe('The Boss')
  expect(named({ anonymous_traits: { email: 'a@example.com' } })).toBe('a@example.com')
  expect(named({ anonymous_traits: {} })).toBe('Visitor')
})
