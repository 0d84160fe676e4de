/** The part of the style that depends on options: accent, place and layer. */
import type { ChatOptions } from '../api/options.ts'
import { type Accent, accentFor, DEFAULT_ACCENT } from './accent.ts'
import type { Rgb } from './colour.ts'

const EDGE_DISTANCE_PX = 20
const TOP_LAYER = 2_147_483_647

/**
 * A style sheet of custom properties. Only numbers and hex colours made by us get into it, so no
 * option can write CSS of its own.
 */
export function themeSheet(options: ChatOptions, colour: Rgb = DEFAULT_ACCENT): string {
  const { offsetX = EDGE_DISTANCE_PX, offsetY = EDGE_DISTANCE_PX, zIndex = TOP_LAYER } = options
  const place = `--pl-offset-x:${offsetX}px;--pl-offset-y:${offsetY}px;--pl-z-index:${Math.round(zIndex)}`
  const light = accentRules(accentFor(colour, 'light'))
  const dark = accentRules(accentFor(colour, 'dark'))
  return `:host{${place};${light}}:host([data-scheme=dark]){${dark}}`
}

function accentRules({ accent, onAccent, isVisible }: Accent): string {
  const focus = isVisible ? accent : 'var(--pl-text)'
  return `--pl-accent:${accent};--pl-on-accent:${onAccent};--pl-focus:${focus}`
}
