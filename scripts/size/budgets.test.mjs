import { expect, it } from 'vitest'
import { passedLimits } from './budgets.mjs'

const launcher = { name: 'launcher', encoding: 'brotli', limit: 5_000, requestLimit: 1 }

it('a limit that is met is not passed', () => {
  expect(
    passedLimits([
      { ...launcher, bytes: 5_000, requests: 1 },
      { name: 'sync', encoding: 'gzip', bytes: 1, limit: 2 },
    ]),
  ).toEqual([])
})

it('more bytes and more requests than promised are named, each with its number', () => {
  expect(passedLimits([{ ...launcher, bytes: 5_001, requests: 2 }])).toEqual([
    'launcher is 1 bytes over its budget',
    'launcher takes 2 requests, and may take 1',
  ])
})
