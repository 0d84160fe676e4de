import { createSeededRandom } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { accentFor, DEFAULT_ACCENT } from './accent.ts'
import { contrast, parseColour, type Rgb, toHex } from './colour.ts'

const rgbOf = (hex: string): Rgb => {
  const rgb = parseColour(hex)
  if (rgb === null) throw new Error(hex)
  return rgb
}

describe('the accent', () => {
  it.each(['light', 'dark'] as const)(
    'carries text of 4.5:1 or more on a %s surface, whatever colour a site chose',
    (scheme) => {
      const { next } = createSeededRandom(20260304)
      const worst = Array.from({ length: 5_000 }, () => {
        const { accent, onAccent } = accentFor([next(), next(), next()], scheme)
        return contrast(rgbOf(accent), rgbOf(onAccent))
      }).reduce((a, b) => Math.min(a, b))
      expect(worst).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('is lighter on dark surfaces', () => {
    expect([accentFor(DEFAULT_ACCENT, 'light'), accentFor(DEFAULT_ACCENT, 'dark')]).toEqual([
      { accent: '#366bd3', onAccent: '#ffffff', isVisible: true },
      { accent: '#628cdd', onAccent: '#000000', isVisible: true },
    ])
  })
})

it('is not used alone to show the focus where the surface swallows it', () => {
  const yellow: Rgb = [1, 0.83, 0]
  expect([accentFor(yellow, 'light').isVisible, accentFor(yellow, 'dark').isVisible]).toEqual([
    false,
    true,
  ])
})

describe('a colour', () => {
  it.each([
    ['#abc', '#aabbcc'],
    ['#366BD3', '#366bd3'],
    ['color(srgb 1 0.5 0)', '#ff8000'],
    ['color(srgb 1 0.5 0 / 0.5)', '#ff8000'],
  ])('is read from %s', (text, hex) => {
    expect(toHex(rgbOf(text))).toBe(hex)
  })

  it.each(['', 'red', '#12', '#12345', 'url(#abc)', '#abc;x:y'])('is not read from %j', (text) => {
    expect(parseColour(text)).toBe(null)
  })

  it('has the contrast of WCAG', () => {
    expect(contrast([0, 0, 0], [1, 1, 1])).toBe(21)
    expect(contrast([1, 1, 1], rgbOf('#767676'))).toBeCloseTo(4.54, 2)
  })
})
