import { type Theme, themeNames } from '../api/theme.ts'

/**
 * Sets a site's custom properties on the host element, through the object model: a policy that
 * forbids style attributes allows it, and a value can be nothing but a value.
 *
 * @returns the undo
 */
export function setTheme(element: HTMLElement, theme: Theme = {}): () => void {
  const names = themeNames.filter((name) => typeof theme[name] === 'string')
  for (const name of names) element.style.setProperty(`--pl-${name}`, theme[name] ?? '')
  return () => {
    for (const name of names) element.style.removeProperty(`--pl-${name}`)
  }
}
