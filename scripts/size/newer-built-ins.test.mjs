import { expect, it } from 'vitest'
import { usedNewerBuiltIns } from './newer-built-ins.mjs'

it('names what the oldest engines do not have', () => {
  expect(
    usedNewerBuiltIns({
      'p/panel-B3.js': 'a.findLast(b=>b);c.findLastIndex(d)',
      'p/core-A1.js': 'AbortSignal.timeout(1);Promise.withResolvers()',
    }),
  ).toEqual([
    'p/panel-B3.js uses Array#findLast, which the oldest engines do not have',
    'p/core-A1.js uses Promise.withResolvers, which the oldest engines do not have',
    'p/core-A1.js uses AbortSignal.any, which the oldest engines do not have',
  ])
})

it('has nothing against what they have', () => {
  expect(usedNewerBuiltIns({ 'porchlight.js': 'a.find(b);c.at(-1);Object.hasOwn(d,e)' })).toEqual(
    [],
  )
})
