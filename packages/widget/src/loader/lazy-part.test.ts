import { describe, expect, it } from 'vitest'
import { createLazyPart } from './lazy-part.ts'

const file = { attach: () => undefined }

describe('a lazy part', () => {
  it('is fetched once, however often it is wanted', async () => {
    let fetches = 0
    let attached = 0
    const part = createLazyPart(
      async () => {
        fetches++
        return file
      },
      () => ++attached,
    )
    part.prefetch()
    part.prefetch()
    expect([await part.get(), await part.get(), fetches, part.now()]).toEqual([1, 1, 1, 1])
  })

  it('is not attached by a prefetch', async () => {
    const part = createLazyPart(
      async () => file,
      () => 'attached',
    )
    part.prefetch()
    await Promise.resolve()
    expect(part.now()).toBe(null)
  })

  it('is fetched again after a failure', async () => {
    let isMissing = true
    const part = createLazyPart(
      async () => {
        if (isMissing) throw new Error('no network')
        return file
      },
      () => 'attached',
    )
    part.prefetch()
    await expect(part.get()).rejects.toThrow('no network')
    isMissing = false
    expect(await part.get()).toBe('attached')
  })
})
