/** SVG built node by node: markup in a string would be refused under Trusted Types. */

const SVG = 'http://www.w3.org/2000/svg'

/** @param d of the stroke, on a field of 24 by 24 */
export function createIcon(name: string, d: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  setAttributes(svg, { class: name, viewBox: '0 0 24 24', 'aria-hidden': true })
  setAttributes(path, { d })
  svg.append(path)
  return svg
}

/** Several at once. */
export function setAttributes(
  element: Element,
  values: Readonly<Record<string, string | boolean>>,
): void {
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, String(value))
}

/** A bubble with a line in it. */
export const CHAT_PATH: string = 'M9.5 18.1l-4 2.9v-5.5a8 7.3 0 1 1 4 2.6zM9 11.2h6'
