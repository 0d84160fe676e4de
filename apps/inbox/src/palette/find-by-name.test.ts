import { expect, it } from 'vitest'
import { findByName } from './find-by-name.ts'

const NAMES = ['Refund is on its way', 'Ask for the order number', 'Où est la lampe?', 'Order late']

it.each<[string, readonly string[]]>([
  ['', NAMES],
  ['number ORDER', ['Ask for the order number']],
  ['ou lam', ['Où est la lampe?']],
  ['ord', ['Ask for the order number', 'Order late']],
  ['rfnd', ['Refund is on its way']],
  ['olate', ['Order late']],
  ['fund', ['Refund is on its way']],
  ['x', []],
  ['rqz', []],
])('finds for %j %j', (typed, found) => {
  expect(findByName(NAMES, typed, (name) => name)).toEqual(found)
})
