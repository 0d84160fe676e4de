/** One style sheet in a shadow root. */
export interface AdoptedStyles {
  /** The sheet holds this from now on. */
  replace(css: string): void
}

/**
 * Puts a style sheet into a shadow root in the way a strict content policy allows: a constructed
 * sheet is not subject to `style-src`. Engines without them (Safari before 16.4) get a `<style>`
 * with the page's nonce.
 */
export function adoptStyles(root: ShadowRoot, css: string, nonce: string): AdoptedStyles {
  const sheet = constructSheet()
  if (sheet === null) return appendStyleElement(root, css, nonce)
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return { replace: (next) => sheet.replaceSync(next) }
}

function constructSheet(): CSSStyleSheet | null {
  try {
    return new CSSStyleSheet()
  } catch {
    return null
  }
}

function appendStyleElement(root: ShadowRoot, css: string, nonce: string): AdoptedStyles {
  const style = document.createElement('style')
  style.nonce = nonce
  style.textContent = css
  root.append(style)
  return {
    replace: (next) => {
      style.textContent = next
    },
  }
}
