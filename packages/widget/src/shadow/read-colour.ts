import type { Rgb } from './colour.ts'

/**
 * Any CSS colour the engine knows, in sRGB. The engine converts: a mix of a colour with itself
 * computes to `color(srgb …)`, whatever form it was written in. Engines that cannot mix (before
 * 2023) know the forms that compute to `rgb(…)`.
 *
 * @param root where a probe may be put for a moment
 * @returns null for what is no colour
 */
export function readColour(text: string, root: ShadowRoot): Rgb | null {
  const probe = document.createElement('i')
  // What an engine does not know leaves what was there before.
  probe.style.color = text
  probe.style.color = `color-mix(in srgb,${text},${text})`
  if (probe.style.color === '') return null
  root.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  const unit = color.startsWith('rgb') ? 1 : 255
  const parts = color.match(/[\d.e-]+/g) ?? []
  return parts.slice(0, 3).map((part) =>
    // Colours of wider spaces may lie outside.
    Math.round(Math.min(255, Math.max(0, Number(part) * unit))),
  )
}
