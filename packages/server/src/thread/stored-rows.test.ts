import { expect, it } from 'vitest'
import { asStored, unstoredColumns } from './stored-rows.ts'

it('names what has changed since a row was stored, and everything of one that never was', () => {
  const row = asStored({ id: 'a', count: 1, text: null as string | null })
  expect(unstoredColumns(row)).toEqual({})
  row.count = 2
  row.text = 'x'
  expect(unstoredColumns(row)).toEqual({ count: 2, text: 'x' })
  asStored(row)
  expect(unstoredColumns(row)).toEqual({})
  expect(unstoredColumns({ id: 'b' })).toEqual({ id: 'b' })
})
