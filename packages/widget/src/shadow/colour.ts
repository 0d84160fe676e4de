/** Colours as numbers: enough to choose what is written on a site's accent. */

/** Red, green and blue of sRGB, 0 to 1. */
export type Rgb = readonly [r: number, g: number, b: number]

/**
 * Reads the forms that `#rrggbb` inputs and computed styles have: `#rgb`, `#rrggbb`, `rgb()` and
 * `color(srgb …)`. Alpha is ignored.
 * @returns null for anything else
 */
export function parseColour(text: string): Rgb | null {
  const [, hex, form, inside = ''] =
    /^(?:#([\da-f]{3}|[\da-f]{6})|(rgba?\(|color\(srgb )([\d. ,/%]+)\))$/i.exec(text.trim()) ?? []
  if (hex !== undefined) {
    const size = hex.length / 3
    return readThree(
      (n) => Number.parseInt(hex.slice(n * size, (n + 1) * size), 16) / (16 ** size - 1),
    )
  }
  if (form === undefined) return null
  const numbers = inside.split(/[ ,/]+/).map(Number.parseFloat)
  return readThree((n) => (numbers[n] ?? Number.NaN) / (form.startsWith('rgb') ? 255 : 1))
}

function readThree(channel: (n: number) => number): Rgb | null {
  const rgb: Rgb = [channel(0), channel(1), channel(2)]
  return rgb.every((value) => value >= 0 && value <= 1) ? rgb : null
}

/** `#rrggbb`. */
export function toHex(rgb: Rgb): string {
  const pairs = rgb.map((value) => `0${Math.round(value * 255).toString(16)}`.slice(-2))
  return `#${pairs.join('')}`
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one) + 0.05, luminance(other) + 0.05]
  return a > b ? a / b : b / a
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b)
}

function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
