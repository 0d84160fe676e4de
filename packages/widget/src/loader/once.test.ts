import { describe, expect, it } from 'vitest'
import { type Made, once } from './once.ts'

describe('what is made once', () => {
  it('is made once for each name, however often it is wanted', async () => {
    const made: Made = {}
    let count = 0
    const make = async () => ++count
    const wanted = ['a', 'a', 'b'].map((name) => once(made, name, make))
    expect(await Promise.all(wanted)).toEqual([1, 1, 2])
  })

  it('is made again after a failure', async () => {
    const made: Made = {}
    let isMissing = true
    const make = async () => {
      if (isMissing) throw new Error('no network')
      return 'made'
    }
    await expect(once(made, 'a', make)).rejects.toThrow('no network')
    isMissing = false
    expect(await once(made, 'a', make)).toBe('made')
  })

  it('is made again when it was forgotten', async () => {
    const made: Made = {}
    let count = 0
    const make = async () => ++count
    await once(made, 'a', make)
    delete made.a
    expect(await once(made, 'a', make)).toBe(2)
  })
})
