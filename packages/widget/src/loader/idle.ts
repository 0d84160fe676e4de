/** When a polite guest may do something: after the page, and not while the page is busy. */

const IDLE_LIMIT_MS = 1_000

/**
 * Runs once: when the page is shown (not merely prerendered), has loaded and has nothing to do.
 * @returns the undo
 */
export function whenIdle(run: () => void): () => void {
  let isCancelled = false
  const go = (): void => {
    if (!isCancelled) run()
  }
  const idle = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(go, { timeout: IDLE_LIMIT_MS })
    else setTimeout(go, 1)
  }
  const afterLoad = (): void => {
    if (document.readyState === 'complete') idle()
    else addEventListener('load', idle, { once: true })
  }
  if ('prerendering' in document && document.prerendering === true) {
    document.addEventListener('prerenderingchange', afterLoad, { once: true })
  } else afterLoad()
  return () => {
    isCancelled = true
  }
}
