import { expect, it } from 'vitest'
import { areApart, ROW_HEIGHT_PX, rowsAround, rowsInSight } from './rows-in-sight.ts'

const HEIGHT = 600

it.each([
  ['the rows in sight alone', rowsInSight, 11],
  ['them and some around', rowsAround, 49],
])('draws %s, wherever the list is', (_, rows, most) => {
  for (const top of [0, 1, 500, 63_999, 639_400]) {
    const { from, to } = rows({ top, height: HEIGHT })
    expect([
      from * ROW_HEIGHT_PX <= top,
      to * ROW_HEIGHT_PX >= top + HEIGHT,
      to - from <= most,
    ]).toEqual([true, true, true])
  }
})

it('draws nothing anew while a list moves by a row', () => {
  expect(rowsAround({ top: 0, height: HEIGHT })).toEqual(
    rowsAround({ top: ROW_HEIGHT_PX, height: HEIGHT }),
  )
})

it('knows two stretches that have no row in common', () => {
  const at = (from: number, to: number) => areApart({ from: 10, to: 20 }, { from, to })
  expect([at(0, 10), at(20, 30), at(0, 11), at(19, 30), at(12, 14)]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
