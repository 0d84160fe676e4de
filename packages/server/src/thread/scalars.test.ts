import { describe, expect, it } from 'vitest'
import { cutCharacters, keepScalars } from './scalars.ts'

const LIMITS = { entries: 3, keyCharacters: 4, valueCharacters: 2 }

describe('[SV5] what is kept of a loose record', () => {
  it('is scalars under short keys, cut to length, the first ones', () => {
    const kept = keepScalars(
      { '': 1, a: 'abc', nested: {}, b: [1], long_key: 1, c: null, d: true, e: 5 },
      LIMITS,
    )
    expect(kept).toEqual({ a: 'ab', c: null, d: true })
  })

  it('cannot reach the prototype of anything', () => {
    const kept = keepScalars(JSON.parse('{"__proto__": "x", "a": 1}'), {
      ...LIMITS,
      keyCharacters: 20,
    })
    expect([Object.getPrototypeOf(kept), kept.a]).toEqual([Object.prototype, 1])
  })
})

describe('cutting a text', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['🪔🪔🪔', 2, '🪔🪔'],
    ['a🪔', 2, 'a🪔'],
    ['', 2, ''],
  ])('%j to %i characters', (text, max, cut) => {
    expect(cutCharacters(text, max)).toBe(cut)
  })
})
