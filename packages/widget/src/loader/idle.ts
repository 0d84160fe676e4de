/** When a polite guest may do something: after the page, and not while the page is busy. */

const IDLE_LIMIT_MS = 1_000

/** Runs at once, unless the page is only made ready for somebody who may never come. */
export function whenShown<T>(run: () => T): T | Promise<T> {
  // Elements of such a name are not asked.
  if ((document as { readonly prerendering?: unknown }).prerendering !== true) return run()
  return new Promise((shown) => {
    document.addEventListener('prerenderingchange', shown, { once: true })
  }).then(run)
}

/** Runs once: when the page has loaded and has nothing to do. */
export function whenIdle(run: () => void): void {
  // Safari has no idle callbacks; what it takes for a delay is none.
  const later = window.requestIdleCallback ?? (setTimeout as unknown as typeof requestIdleCallback)
  const idle = (): void => void later(run, { timeout: IDLE_LIMIT_MS })
  if (document.readyState === 'complete') idle()
  else addEventListener('load', idle, { once: true })
}
