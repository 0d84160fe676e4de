import { parseColour, type Rgb } from './colour.ts'

/**
 * Any CSS colour the engine knows, in sRGB. The engine converts: a mix of a colour with itself
 * computes to `color(srgb …)`, whatever form it was written in. Engines that cannot mix (before
 * 2023) know hex colours only.
 *
 * @param root where a probe may be put for a moment
 * @returns null for what is no colour
 */
export function readColour(text: string, root: ShadowRoot): Rgb | null {
  const parsed = parseColour(text.trim())
  if (parsed !== null) return parsed
  const probe = document.createElement('i')
  probe.style.color = `color-mix(in srgb,${text},${text})`
  root.append(probe)
  const computed = probe.style.color === '' ? '' : getComputedStyle(probe).color
  probe.remove()
  return parseColour(computed)
}
