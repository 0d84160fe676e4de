/** SVG built node by node: markup in a string would be refused under Trusted Types. */

const SVG = 'http://www.w3.org/2000/svg'

/** @param paths `d` of each stroke, on a field of 24 by 24 */
export function createIcon(className: string, ...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const attributes = { class: className, viewBox: '0 0 24 24', 'aria-hidden': 'true' }
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value)
  for (const d of paths) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

/** A bubble with a line in it. */
export const CHAT_PATHS: readonly string[] = [
  'M4 11a7.5 7 0 0 1 7.5-7h1A7.5 7 0 0 1 20 11v.5a7.5 7 0 0 1-7.5 7h-3l-4 2.5v-4.2A7 7 0 0 1 4 12z',
  'M9 11.2h6',
]

export const CHEVRON_PATHS: readonly string[] = ['M6 9.5l6 6 6-6']
