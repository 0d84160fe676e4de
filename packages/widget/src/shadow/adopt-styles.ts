/** One style sheet in a shadow root. */
export type AdoptedStyles = Pick<CSSStyleSheet, 'replaceSync'>

/**
 * Puts a style sheet into a shadow root in the way a strict content policy allows: a constructed
 * sheet is not subject to `style-src`. Engines without them (Safari before 16.4) get a `<style>`
 * with the page's nonce.
 */
export function adoptStyles(root: ShadowRoot, css: string, nonce: string): AdoptedStyles {
  const sheet = constructSheet(root) ?? appendStyleElement(root, nonce)
  sheet.replaceSync(css)
  return sheet
}

function constructSheet(root: ShadowRoot): CSSStyleSheet | null {
  try {
    const sheet = new CSSStyleSheet()
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    return sheet
  } catch {
    return null
  }
}

function appendStyleElement(root: ShadowRoot, nonce: string): AdoptedStyles {
  const style = document.createElement('style')
  style.nonce = nonce
  root.append(style)
  return {
    replaceSync(css) {
      style.textContent = css
    },
  }
}
