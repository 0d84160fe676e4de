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
  /** Draws these options from now on. */
  update(options: ResolvedOptions): void
  /** Redraws in another accent: any CSS colour the engine knows. */
  setColor(color: string): void
  close(): void
}

/** A page that removes us more often than this means it. */
const REATTACH_LIMIT = 10

/**
 * @param element where the shadow root hangs. One that is not in the document is put at the end of
 * `<html>`, out of reach of frameworks that replace the body, and put back when it is removed.
 * @param onReplaced the page has another root than before. One that has written itself anew has
 * taken away all listeners, ours too.
 */
export function mount(element: HTMLElement, given: ResolvedOptions, onReplaced: () => void): Mount {
  let options = given
  const nonce = options.nonce ?? ''
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  const sheet = adoptStyles(root, '', nonce)
  const darkness = matchMedia('(prefers-color-scheme: dark)')
  darkness.addEventListener('change', showScheme)
  let color = ''
  let stopKeeping: (() => void) | undefined
  // Who has a place for us puts us there.
  if (options.container === undefined) {
    if (element.isConnected) raise(element)
    else stopKeeping = keepAttached(element, onReplaced)
  }
  update(options)

  function showScheme(): void {
    const { colorScheme = 'auto' } = options
    const auto = darkness.matches ? 'dark' : 'light'
    element.dataset.scheme = colorScheme === 'auto' ? auto : colorScheme
  }

  function setColor(next: string): void {
    color = next
    sheet.replaceSync(hostCss + themeSheet(options, readColour(next, root) ?? undefined))
  }

  function update(next: ResolvedOptions): void {
    options = next
    showScheme()
    setColor(options.color ?? color)
  }

  return {
    root,
    adoptStyles: (css) => void adoptStyles(root, css, nonce),
    update,
    setColor,
    close() {
      darkness.removeEventListener('change', showScheme)
      stopKeeping?.()
      element.popover = null
      root.replaceChildren()
      root.adoptedStyleSheets = []
    },
  }
}

/**
 * Above whatever the page lays over itself, but below its modal dialogs: what comes into the top
 * layer later lies above what is in it. Engines without popovers (before 2024) have our z-index.
 */
function raise(element: HTMLElement): void {
  try {
    if (document.querySelector(':modal')) return
    element.popover = 'manual'
    element.showPopover()
  } catch {
    // Not known to this engine.
  }
}

function keepAttached(element: HTMLElement, onReplaced: () => void): () => void {
  const { documentElement: root } = document
  let reattached = 0
  const attach = (): void => {
    if (document.documentElement !== root) onReplaced()
    else if (!element.isConnected && reattached++ < REATTACH_LIMIT) {
      root.append(element)
      raise(element)
    }
  }
  const observer = new MutationObserver(attach)
  for (const node of [document, root]) observer.observe(node, { childList: true })
  attach()
  return () => {
    observer.disconnect()
    element.remove()
  }
}
