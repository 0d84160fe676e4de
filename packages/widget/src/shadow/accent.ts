/** What follows from a site's accent colour: its form on dark surfaces, and the text upon it. */
import { contrast, parseColour, type Rgb, toHex } from './colour.ts'

/** Hex colours. */
export interface Accent {
  readonly accent: string
  /** Text and icons on the accent: contrast of 4.5:1 or more, whatever the accent. */
  readonly onAccent: string
  /** Stands out from the surface by 3:1, as the frame of a focused control must. */
  readonly isVisible: boolean
}

/** `oklch(0.55 0.17 262)` in sRGB: #366bd3. */
export const DEFAULT_ACCENT: Rgb = [54 / 255, 107 / 255, 211 / 255]

const WHITE: Rgb = [1, 1, 1]
const BLACK: Rgb = [0, 0, 0]
/** About `--pl-surface` of dark panels. */
const DARK_SURFACE: Rgb = [0.08, 0.09, 0.12]

/** Dark surfaces need a lighter accent to stand out as much as on white: this much white in it. */
const DARK_LIFT = 0.22

export function accentFor(colour: Rgb, scheme: 'light' | 'dark'): Accent {
  const [r, g, b] = colour
  const isLight = scheme === 'light'
  const accent = toHex(isLight ? colour : [lift(r), lift(g), lift(b)])
  const shown = parseColour(accent) ?? colour
  return {
    accent,
    onAccent: toHex(readableOn(shown)),
    isVisible: contrast(shown, isLight ? WHITE : DARK_SURFACE) >= 3,
  }
}

/** At least one of the two can be read on any colour: black from luminance 0.18 upwards. */
function readableOn(background: Rgb): Rgb {
  return contrast(WHITE, background) >= 4.5 ? WHITE : BLACK
}

function lift(channel: number): number {
  return channel + (1 - channel) * DARK_LIFT
}
