/**
 * Colours as numbers: enough to read a site's accent, lighten it for dark surfaces and choose what
 * is written on it. Conversions after Ottosson, "A perceptual color space for image processing".
 */

/** Red, green and blue of sRGB, 0 to 1. */
export type Rgb = readonly [r: number, g: number, b: number]

/** Lightness 0 to 1, chroma, hue in degrees. */
export type Oklch = readonly [l: number, c: number, h: number]

const clamp = (x: number): number => Math.min(1, Math.max(0, x))
const toLinear = (x: number): number => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
const fromLinear = (x: number): number =>
  x <= 0.0031308 ? x * 12.92 : 1.055 * x ** (1 / 2.4) - 0.055

/**
 * Reads `#rgb`, `#rrggbb` (alpha is ignored), `rgb()` and `oklch()`, the forms that
 * `getComputedStyle` gives for nearly every colour a page can name.
 * @returns null for anything else
 */
export function parseColour(text: string): Rgb | null {
  const hex = /^#([\da-f]{3,8})$/i.exec(text.trim())?.[1]
  if (hex !== undefined) return parseHex(hex)
  const [, form, inside = ''] = /^(rgba?|oklch)\(([^)]*)\)$/i.exec(text.trim()) ?? []
  const numbers = inside.split(/[\s,/]+/).map((part) => (part.endsWith('%') ? Number(part.slice(0, -1)) / 100 : parseFloat(part)))
  const [x = Number.NaN, y = Number.NaN, z = Number.NaN] = numbers
  if (form === undefined || Number.isNaN(x + y + z)) return null
  if (form.toLowerCase() === 'oklch') return oklchToRgb([x, y, z])
  return [clamp(x / 255), clamp(y / 255), clamp(z / 255)]
}

function parseHex(hex: string): Rgb | null {
  const isShort = hex.length < 5
  if (hex.length === 5 || hex.length === 7) return null
  const channel = (n: number): number =>
    isShort ? Number.parseInt(hex.charAt(n), 16) / 15 : Number.parseInt(hex.slice(2 * n, 2 * n + 2), 16) / 255
  return [channel(0), channel(1), channel(2)]
}

/** `#rrggbb`. */
export function toHex(rgb: Rgb): string {
  return `#${rgb.map((x) => Math.round(clamp(x) * 255).toString(16).padStart(2, '0')).join('')}`
}

export function rgbToOklch(rgb: Rgb): Oklch {
  const [r, g, b] = [toLinear(rgb[0]), toLinear(rgb[1]), toLinear(rgb[2])]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b2 = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s
  return [lightness, Math.hypot(a, b2), (Math.atan2(b2, a) * 180) / Math.PI]
}

/** Colours outside sRGB are cut off at its edge. */
export function oklchToRgb([lightness, chroma, hue]: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clamp(fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)),
    clamp(fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)),
    clamp(fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)),
  ]
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b)
}
