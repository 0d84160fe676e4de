/** What follows from a site's accent colour: its form on dark surfaces, and the text upon it. */
import { luminance, type Rgb } from './colour.ts'

/** `oklch(0.55 0.17 262)` in sRGB. */
export const DEFAULT_ACCENT: Rgb = [54, 107, 211]

/** Dark surfaces need a lighter accent to stand out as much as on white: this much white in it. */
const DARK_LIFT = 0.22

/** From here on it is 3:1 from `--pl-sunken` of dark panels, the lightest of their surfaces (0.0185). */
const DARK_EDGE = 0.16

/** The lightest that is 3:1 from white. */
const LIGHT_EDGE = 0.3

/** Up to here it carries white text at 4.5:1, and from 0.175 on it carries black. */
const WHITE_TEXT = 0.18

/**
 * Declarations of three custom properties: the accent; what is written on it, at 4.5:1 or more; and
 * the edge of controls and of the focus, at 3:1 or more from the surface. An accent that drowns in the
 * surface is on its side of the middle, and so what is written on it is on the other.
 */
export function accentRules(colour: Rgb, scheme: 'light' | 'dark'): string {
  const isLight = scheme === 'light'
  const shown = isLight ? colour : lift(colour)
  const own = luminance(shown)
  const text = own > WHITE_TEXT ? '#000' : '#fff'
  const drowns = isLight ? own > LIGHT_EDGE : own < DARK_EDGE
  return `--pl-accent:rgb(${shown});--pl-on-accent:${text};--pl-focus:var(--pl-${drowns ? 'on-' : ''}accent);`
}

function lift(colour: Rgb): Rgb {
  const lifted = (channel: number): number => Math.round(channel + (255 - channel) * DARK_LIFT)
  return colour.map(lifted)
}
