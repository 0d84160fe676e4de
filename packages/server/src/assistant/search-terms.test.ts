import { expect, it } from 'vitest'
import { searchTerms } from './search-terms.ts'

it.each([
  ['returning', 'returns'],
  ['shipping', 'ship'],
  ['deliveries', 'delivery'],
  ['Dimmer', 'dimming'],
  ['CAFÉ', 'cafe'],
])('finds “%s” and “%s” under one term', (one, other) => {
  expect(searchTerms(one)).toEqual(searchTerms(other))
})

it('leaves out what every question has, and repetitions', () => {
  expect(searchTerms('Hello, where is the lamp? THE LAMP!')).toEqual(['lamp'])
})
