import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWarn } from './warn.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the developer of a page', () => {
  it.each([
    [{ debug: '' }, 1],
    [{ debug: 'false' }, 0],
    [{}, 0],
  ] as const)('who gave %j hears of %i mistakes', (given, count) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    createWarn(given)('no token')
    expect(warn.mock.calls).toEqual(Array.from({ length: count }, () => ['Porchlight: no token']))
  })
})
