/** What follows from a site's accent colour: its form on dark surfaces, and the text upon it. */
import { contrast, oklchToRgb, parseColour, type Rgb, rgbToOklch, toHex } from './colour.ts'

/** Hex colours. */
export interface Accent {
  readonly accent: string
  /** Text and icons on the accent: contrast of 4.5:1 or more, whatever the accent. */
  readonly onAccent: string
}

/** `oklch(0.55 0.17 262)` in sRGB. */
export const DEFAULT_ACCENT = '#366bd3'

const WHITE: Rgb = [1, 1, 1]
const INK: Rgb = [0.043, 0.063, 0.125]
const BLACK: Rgb = [0, 0, 0]

/** Dark surfaces need a lighter accent to stand out as much as on white. */
const DARK_LIFT = 0.12

/**
 * @param colour any CSS colour `parseColour` reads; the default accent for anything else
 */
export function accentFor(colour: string, scheme: 'light' | 'dark'): Accent {
  const light = parseColour(colour) ?? parseColour(DEFAULT_ACCENT) ?? BLACK
  const accent = scheme === 'light' ? light : lift(light)
  return { accent: toHex(accent), onAccent: toHex(readableOn(accent)) }
}

/** The first of white, ink and black that can be read. One of white and black always can. */
function readableOn(background: Rgb): Rgb {
  const shown = parseColour(toHex(background)) ?? background
  return [WHITE, INK].find((text) => contrast(text, shown) >= 4.5) ?? BLACK
}

function lift(colour: Rgb): Rgb {
  const [l, c, h] = rgbToOklch(colour)
  return oklchToRgb([Math.min(0.92, l + DARK_LIFT), c, h])
}
