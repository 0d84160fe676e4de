import { readFileSync } from 'node:fs'
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
/** Ratio of WCAG 2.2, 1 to 21. */
function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return Math.max(a, b) / Math.min(a, b)
}

function shown(rules: string, name: string): Rgb {
  const value = new RegExp(`--pl-${name}:([^;]+);`).exec(rules)?.[1] ?? ''
  if (value === '#fff') return WHITE
  if (value === '#000') return [0, 0, 0]
  const [, other] = /^var\(--pl-(.*)\)$/.exec(value) ?? []
  if (other !== undefined) return shown(rules, other)
  return (value.match(/\d+/g) ?? []).map(Number)
}

/** Rules of our style sheets that fill a control with the accent, by their selector. */
const CONTROLS = ['.launcher', '.composer-button', '.button-main', '.rating-score:has(:checked)']
const SHEETS = ['../loader/launcher.css', '../panel/composer/composer.css', '../more/more.css']

function rulesOf(sheet: string): string[] {
  return readFileSync(new URL(sheet, import.meta.url), 'utf8').match(/^[^\n{}@]+\{[^{}]*\}/gm) ?? []
}

describe('the accent', () => {
  it('is never the surface of a control without the edge around it', () => {
    const rules = SHEETS.flatMap(rulesOf)
    const ofControls = CONTROLS.map((control) =>
      rules.find(
        (rule) => rule.startsWith(`${control} {`) && /background: var\(--pl-acc/.test(rule),
      ),
    )
    for (const rule of ofControls) expect(rule).toMatch(/border.*: .*var\(--pl-focus\)/)
  })

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
        const accent = shown(rules, 'accent')
        const focus = shown(rules, 'focus')
        worst.text = Math.min(worst.text, contrast(accent, shown(rules, 'on-accent')))
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
      '--pl-accent:rgb(54,107,211);--pl-on-accent:#fff;--pl-focus:var(--pl-accent);',
      '--pl-accent:rgb(98,140,221);--pl-on-accent:#000;--pl-focus:var(--pl-accent);',
    ])
  })

  it('is no edge, of a control nor of the focus, where the surface swallows it', () => {
    const yellow: Rgb = [255, 212, 0]
    const focus = (['light', 'dark'] as const).map(
      (scheme) => /--pl-focus:(.*);/.exec(accentRules(yellow, scheme))?.[1],
    )
    expect(focus).toEqual(['var(--pl-on-accent)', 'var(--pl-accent)'])
  })
})

it('luminance is that of WCAG', () => {
  expect(contrast([0, 0, 0], WHITE)).toBe(21)
  expect(contrast(WHITE, [0x76, 0x76, 0x76])).toBeCloseTo(4.54, 2)
})
