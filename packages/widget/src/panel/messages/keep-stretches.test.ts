import { expect, it } from 'vitest'
import { buildMessage } from '../../../test/fake-sync.ts'
import type { MessageGroup } from './arrange-messages.ts'
import { keepStretches, type Stretch } from './keep-stretches.ts'

/** Groups of one message each, but where several are named. */
const groups = (...names: (string | readonly string[])[]): MessageGroup[] =>
  names.map((name) => {
    const entries = [name].flat().map((id) => ({ message: buildMessage({ id }), delivery: null }))
    return { key: entries[0]?.message.id ?? '', entries }
  })

const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${name}${n}`)

const sizes = (stretches: readonly Stretch[]): [string, number][] =>
  stretches.map(({ key, groups }) => [key, groups.length])

it('parts the groups of a day, in their order', () => {
  const all = groups(...numbered('m', 40))
  const stretches = keepStretches()(all)
  expect(sizes(stretches)).toEqual([
    ['m0', 16],
    ['m16', 16],
    ['m32', 8],
  ])
  expect(stretches.flatMap(({ groups }) => groups)).toEqual(all)
})

it('leaves a group where it is when others come above and below', () => {
  const stretchesOf = keepStretches()
  stretchesOf(groups(...numbered('m', 20)))
  const all = [...numbered('old', 20), ...numbered('m', 20), ...numbered('new', 20)]
  expect(sizes(stretchesOf(groups(...all)))).toEqual([
    ['old0', 16],
    ['old16', 4],
    ['m0', 16],
    ['m16', 16],
    ['new12', 8],
  ])
})

it('knows the first group again when older messages join it', () => {
  const stretchesOf = keepStretches()
  stretchesOf(groups('m1', 'm2'))
  expect(sizes(stretchesOf(groups(['m0', 'm1'], 'm2')))).toEqual([['m1', 2]])
})

it('knows a group again when its first message is gone', () => {
  const stretchesOf = keepStretches()
  stretchesOf(groups(['m0', 'm1'], 'm2'))
  expect(sizes(stretchesOf(groups('m1', 'm2')))).toEqual([['m0', 2]])
})

it('parts two days apart', () => {
  const stretchesOf = keepStretches()
  stretchesOf(groups('m0'))
  expect(sizes(stretchesOf(groups('m1')))).toEqual([['m1', 1]])
})

it('keeps a group that an answer has parted from the first one in the same stretch', () => {
  const stretchesOf = keepStretches()
  stretchesOf(groups(['m0', 'm1']))
  expect(sizes(stretchesOf(groups('m0', 'answer', 'm1', 'm2')))).toEqual([['m0', 4]])
})
