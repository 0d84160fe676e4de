/** The part of the style that depends on options: accent, place and layer. */
import type { ChatOptions } from '../api/options.ts'
import { accentFor, DEFAULT_ACCENT } from './accent.ts'

const EDGE_DISTANCE_PX = 20
const TOP_LAYER = 2_147_483_647

/**
 * A style sheet of custom properties. Only numbers and hex colours made by us get into it, so no
 * option can write CSS of its own.
 */
export function themeSheet(options: ChatOptions, colour: string = DEFAULT_ACCENT): string {
  const light = accentFor(colour, 'light')
  const dark = accentFor(colour, 'dark')
  return `:host{--pl-accent:${light.accent};--pl-on-accent:${light.onAccent};--pl-offset-x:${
    options.offsetX ?? EDGE_DISTANCE_PX
  }px;--pl-offset-y:${options.offsetY ?? EDGE_DISTANCE_PX}px;--pl-z-index:${Math.round(
    options.zIndex ?? TOP_LAYER,
  )}}:host([data-scheme=dark]){--pl-accent:${dark.accent};--pl-on-accent:${dark.onAccent}}`
}
