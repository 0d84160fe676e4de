/** The part of the style that depends on options: accent, place, layer and scheme. */
import type { ChatOptions } from '../api/options.ts'
import { accentFor, DEFAULT_ACCENT } from './accent.ts'
import type { Rgb } from './colour.ts'

const EDGE_DISTANCE_PX = 20
const TOP_LAYER = 2_147_483_647

/**
 * A style sheet of custom properties. Only numbers and hex colours made by us get into it, so no
 * option can write CSS of its own.
 */
export function themeSheet(options: ChatOptions, colour: Rgb = DEFAULT_ACCENT): string {
  const { offsetX = EDGE_DISTANCE_PX, offsetY = EDGE_DISTANCE_PX, zIndex = TOP_LAYER } = options
  const [near, far] = options.position === 'bottom-left' ? ['left', 'right'] : ['right', 'left']
  const place = `--pl-offset-x:${offsetX}px;--pl-offset-y:${offsetY}px;--pl-${far}:auto;--pl-${near}:calc(var(--pl-offset-x) + env(safe-area-inset-${near}));--pl-z-index:${Math.round(zIndex)}`
  const light = schemeRules(colour, 'light')
  const dark = schemeRules(colour, 'dark')
  return `:host{${place};${light}}:host([data-scheme=dark]){${dark}}`
}

/** The scheme of what browsers draw is important, as the rule is that keeps the page's own out. */
function schemeRules(colour: Rgb, scheme: 'light' | 'dark'): string {
  const { accent, onAccent, isVisible } = accentFor(colour, scheme)
  const focus = isVisible ? accent : 'var(--pl-text)'
  return `--pl-accent:${accent};--pl-on-accent:${onAccent};--pl-focus:${focus};color-scheme:${scheme}!important`
}
