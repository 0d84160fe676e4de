import { createSeededRandom } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { accentRules, DEFAULT_ACCENT } from './accent.ts'
import { luminance, type Rgb } from './colour.ts'

const WHITE: Rgb = [255, 255, 255]
/** `--pl-surface`, `--pl-raised` and `--pl-sunken` of dark panels: see tokens.css. */
const DARK_SURFACES: readonly Rgb[] = [
  [0x15, 0x18, 0x1e],
  [0x1e, 0x22, 0x28],
  [0x22, 0x25, 0x2c],
]
/** `--pl-text` */
const TEXT = { light: [0x17, 0x1b, 0x22], dark: [0xed, 0xee, 0xf2] } satisfies Record<string, Rgb>

/** Ratio of WCAG 2.2, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(a, b) / Math.min(a, b)
}

function shown(rules: string, name: string, scheme: 'light' | 'dark'): Rgb {
  const value = new RegExp(`--pl-${name}:([^;]+);`).exec(rules)?.[1] ?? ''
  if (value === '#fff') return WHITE
  if (value === '#000') return [0, 0, 0]
  if (value === 'var(--pl-text)') return TEXT[scheme]
  return (value.match(/\d+/g) ?? []).map(Number)
}

describe('the accent', () => {
  it.each([
    ['light', [WHITE]],
    ['dark', DARK_SURFACES],
  ] as const)(
    'carries text of 4.5:1 and shows controls at 3:1 on %s surfaces, whatever colour a site chose',
    (scheme, surfaces) => {
      const { next } = createSeededRandom(20260304)
      const channel = () => Math.floor(next() * 256)
      const worst = { text: 21, control: 21 }
      for (let n = 0; n < 5_000; n++) {
        const rules = accentRules([channel(), channel(), channel()], scheme)
        const accent = shown(rules, 'accent', scheme)
        const focus = shown(rules, 'focus', scheme)
        worst.text = Math.min(worst.text, contrast(accent, shown(rules, 'on-accent', scheme)))
        for (const surface of surfaces) {
          worst.control = Math.min(worst.control, contrast(focus, surface))
        }
      }
      expect(worst.text).toBeGreaterThanOrEqual(4.5)
      expect(worst.control).toBeGreaterThanOrEqual(3)
    },
  )

  it('is lighter on dark surfaces', () => {
    expect([accentRules(DEFAULT_ACCENT, 'light'), accentRules(DEFAULT_ACCENT, 'dark')]).toEqual([
      '--pl-accent:rgb(54,107,211);--pl-on-accent:#fff;--pl-focus:rgb(54,107,211);',
      '--pl-accent:rgb(98,140,221);--pl-on-accent:#000;--pl-focus:rgb(98,140,221);',
    ])
  })

  it('is not used to show the focus where the surface swallows it', () => {
    const yellow: Rgb = [255, 212, 0]
    const focus = (['light', 'dark'] as const).map(
      (scheme) => /--pl-focus:(.*);/.exec(accentRules(yellow, scheme))?.[1],
    )
    expect(focus).toEqual(['var(--pl-text)', 'rgb(255,221,56)'])
  })
})

it('luminance is that of WCAG', () => {
  expect(contrast([0, 0, 0], WHITE)).toBe(21)
  expect(contrast(WHITE, [0x76, 0x76, 0x76])).toBeCloseTo(4.54, 2)
})
