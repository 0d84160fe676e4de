/** Colours as numbers: enough to choose what is written on a site's accent. */

/** Red, green and blue of sRGB, whole numbers from 0 to 255. */
export type Rgb = readonly number[]

/** Relative luminance of WCAG 2.2, 0 to 1. */
export function luminance([r = 0, g = 0, b = 0]: Rgb): number {
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b)
}

function toLinear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}
