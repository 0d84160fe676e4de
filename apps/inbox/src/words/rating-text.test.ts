import { expect, it } from 'vitest'
import { buildMessage } from '../testing/build.ts'
import { ratingFacts } from './rating-text.ts'

const rating = (n: number, content: string) => buildMessage(n, { author_type: 'system', content })

it('tells the last rating with what was said to it', () => {
  const messages = [rating(1, 'Rating: 2 of 5'), rating(2, 'Rating: 5 of 5\n\nQuick!')]
  expect(ratingFacts(messages)).toEqual([
    { name: 'Rating', value: '5 of 5' },
    { name: 'Said', value: 'Quick!' },
  ])
})

it('does not take for a rating what a visitor writes', () => {
  expect(ratingFacts([buildMessage(1, { content: 'Rating: 5 of 5' })])).toEqual([])
})
