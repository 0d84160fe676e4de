/** What follows from a site's accent colour: its form on dark surfaces, and the text upon it. */
import { luminance, type Rgb } from './colour.ts'

/** `oklch(0.55 0.17 262)` in sRGB. */
export const DEFAULT_ACCENT: Rgb = [54, 107, 211]

/** Dark surfaces need a lighter accent to stand out as much as on white: this much white in it. */
const DARK_LIFT = 0.22

/** Luminance of `--pl-sunken` of dark panels, the lightest of their surfaces. */
const DARK_LUMINANCE = 0.0185

/**
 * Declarations of three custom properties: the accent; what is written on it, at 4.5:1 or more; and
 * what shows where the focus is, at 3:1 or more from the surface, since the accent may drown in it.
 */
export function accentRules(colour: Rgb, scheme: 'light' | 'dark'): string {
  const isLight = scheme === 'light'
  const shown = isLight ? colour : lift(colour)
  const own = luminance(shown) + 0.05
  const contrast = isLight ? 1.05 / own : own / (DARK_LUMINANCE + 0.05)
  // At least one of the two can be read on any colour: black from luminance 0.18 upwards.
  const text = 1.05 / own >= 4.5 ? '#fff' : '#000'
  const accent = `rgb(${shown})`
  return `--pl-accent:${accent};--pl-on-accent:${text};--pl-focus:${contrast < 3 ? 'var(--pl-text)' : accent};`
}

function lift(colour: Rgb): Rgb {
  const lifted = (channel: number): number => Math.round(channel + (255 - channel) * DARK_LIFT)
  return colour.map(lifted)
}
