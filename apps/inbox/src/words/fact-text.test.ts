import { expect, it } from 'vitest'
import { factsOf, laidOut } from './fact-text.ts'

it('writes down what fits a line, under a name that can be read', () => {
  expect(
    factsOf({
      order_number: 'PL-1',
      $current_url: 'https://shop.example/',
      isTrade: true,
      visits: 3,
      empty: ' ',
      nothing: null,
      nested: { a: 1 },
    }),
  ).toEqual([
    { name: 'Order number', value: 'PL-1' },
    { name: 'Current url', value: 'https://shop.example/' },
    { name: 'Is trade', value: 'Yes' },
    { name: 'Visits', value: '3' },
  ])
})

it('lays out what the team has chosen first, under its own titles', () => {
  const traits = { city: 'Oslo', plan: 'pro', mrr: 7 }
  const fields = [
    { key: 'mrr', title: 'Revenue' },
    { key: 'gone', title: null },
    { key: 'plan', title: null },
  ]
  expect(laidOut(traits, fields)).toEqual({
    first: [
      { name: 'Revenue', value: '7' },
      { name: 'Plan', value: 'pro' },
    ],
    others: { city: 'Oslo' },
  })
})
