import { expect, it } from 'vitest'
import { ROW_HEIGHT_PX, rowsInSight } from './rows-in-sight.ts'

it('draws the rows in sight and some around them, wherever the list is', () => {
  const height = 600
  for (const top of [0, 1, 500, 63_999, 639_400]) {
    const { from, to } = rowsInSight({ top, height })
    expect([
      from * ROW_HEIGHT_PX <= top,
      to * ROW_HEIGHT_PX >= top + height,
      to - from < 50,
    ]).toEqual([true, true, true])
  }
})

it('draws nothing anew while a list moves by a row', () => {
  expect(rowsInSight({ top: 0, height: 600 })).toEqual(
    rowsInSight({ top: ROW_HEIGHT_PX, height: 600 }),
  )
})
