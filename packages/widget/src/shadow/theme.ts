/** The part of the style that depends on options: accent, place, layer and scheme. */
import type { ChatOptions } from '../api/options.ts'
import { accentRules, DEFAULT_ACCENT } from './accent.ts'
import type { Rgb } from './colour.ts'

const EDGE_DISTANCE_PX = 20
const TOP_LAYER = 2_147_483_647

/**
 * A style sheet of custom properties. Only numbers and words of ours get into it, so no option can
 * write CSS of its own. Of the four sides, two are set; the others are `auto` for who uses them.
 */
export function themeSheet(options: ChatOptions, colour: Rgb = DEFAULT_ACCENT): string {
  const { offsetX = EDGE_DISTANCE_PX, offsetY = EDGE_DISTANCE_PX, zIndex = TOP_LAYER } = options
  const [edge, side] = (options.position ?? 'bottom-right').split('-')
  const distance = (axis: string, from = ''): string =>
    `--pl-${from}:calc(var(--pl-offset-${axis}) + env(safe-area-inset-${from}));`
  const place = `--pl-offset-x:${offsetX}px;--pl-offset-y:${offsetY}px;--pl-z-index:${Math.round(zIndex)};`
  return `:host{${place}${distance('x', side)}${distance('y', edge)}${schemeRules('light')}}:host([data-scheme=dark]){${schemeRules('dark')}}`

  /** The scheme of what browsers draw is important, as the rule is that keeps the page's own out. */
  function schemeRules(scheme: 'light' | 'dark'): string {
    return `${accentRules(colour, scheme)}color-scheme:${scheme}!important`
  }
}
