import { describe, expect, it } from 'vitest'
import { createOnce } from './once.ts'

describe('what is made once', () => {
  it('is made once for each name, however often it is wanted', async () => {
    const { once } = createOnce()
    let made = 0
    const make = async () => ++made
    expect(await Promise.all([once('a', make), once('a', make), once('b', make)])).toEqual([
      1, 1, 2,
    ])
  })

  it('is made again after a failure', async () => {
    const { once } = createOnce()
    let isMissing = true
    const make = async () => {
      if (isMissing) throw new Error('no network')
      return 'made'
    }
    await expect(once('a', make)).rejects.toThrow('no network')
    isMissing = false
    expect(await once('a', make)).toBe('made')
  })

  it('is made again when it was forgotten', async () => {
    const { once, forget } = createOnce()
    let made = 0
    const make = async () => ++made
    await once('a', make)
    forget('a')
    expect(await once('a', make)).toBe(2)
  })
})
