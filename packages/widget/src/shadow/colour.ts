/** Colours as numbers: enough to choose what is written on a site's accent. */

/** Red, green and blue of sRGB, 0 to 1. */
export type Rgb = readonly [r: number, g: number, b: number]

/**
 * Reads `#rgb`, `#rrggbb`, and `color(srgb …)`, the computed form of a mixed colour.
 * @returns null for anything else
 */
export function parseColour(text: string): Rgb | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1]
  if (hex !== undefined) {
    const size = hex.length / 3
    const channel = (n: number): number =>
      Number.parseInt(hex.slice(n * size, (n + 1) * size), 16) / (16 ** size - 1)
    return [channel(0), channel(1), channel(2)]
  }
  const [, r, g, b] = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(text) ?? []
  return b === undefined ? null : [Number(r), Number(g), Number(b)]
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
