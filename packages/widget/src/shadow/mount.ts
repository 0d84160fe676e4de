/** Puts one shadow root on the page and keeps it there. */
import type { ResolvedOptions } from '../api/options.ts'
import { adoptStyles } from './adopt-styles.ts'
import hostCss from './host.css?inline'
import { readColour } from './read-colour.ts'
import { themeSheet } from './theme.ts'

/** Our place on the page. */
export interface Mount {
  readonly root: ShadowRoot
  adoptStyles(css: string): void
  /** Redraws in another accent: any CSS colour the engine knows. */
  setColor(color: string): void
  setHidden(isHidden: boolean): void
  close(): void
}

/** A page that removes us more often than this means it. */
const REATTACH_LIMIT = 10

/**
 * @param element where the shadow root hangs. One that is not in the document is put at the end of
 * `<html>`, out of reach of frameworks that replace the body, and put back when it is removed.
 */
export function mount(element: HTMLElement, options: ResolvedOptions): Mount {
  const nonce = options.nonce ?? ''
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  root.replaceChildren()
  adoptStyles(root, hostCss, nonce)
  const theme = adoptStyles(root, themeSheet(options), nonce)
  const stopScheme = followScheme(element, options.colorScheme ?? 'auto')
  const stopKeeping = element.isConnected ? (): void => undefined : keepAttached(element)

  function setColor(color: string): void {
    theme.replace(themeSheet(options, readColour(color, root) ?? undefined))
  }
  if (options.color !== undefined) setColor(options.color)

  return {
    root,
    adoptStyles: (css) => void adoptStyles(root, css, nonce),
    setColor,
    setHidden: (isHidden) => void element.toggleAttribute('data-hidden', isHidden),
    close() {
      stopScheme()
      stopKeeping()
      root.replaceChildren()
      root.adoptedStyleSheets = []
    },
  }
}

function followScheme(element: HTMLElement, wanted: 'auto' | 'light' | 'dark'): () => void {
  const query = matchMedia('(prefers-color-scheme: dark)')
  const apply = (): void => {
    element.dataset.scheme = wanted === 'auto' ? (query.matches ? 'dark' : 'light') : wanted
  }
  apply()
  query.addEventListener('change', apply)
  return () => query.removeEventListener('change', apply)
}

function keepAttached(element: HTMLElement): () => void {
  let reattached = 0
  const attach = (): void => {
    if (element.isConnected || reattached++ > REATTACH_LIMIT) return
    document.documentElement.append(element)
    // The root element may be another one than last time.
    observer.observe(document.documentElement, { childList: true })
  }
  const observer = new MutationObserver(attach)
  observer.observe(document, { childList: true })
  attach()
  return () => {
    observer.disconnect()
    element.remove()
  }
}
