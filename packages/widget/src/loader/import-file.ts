/**
 * Fetches a lazy file by its absolute address. A relative `import()` in a classic script of another
 * origin resolves against about:blank in Chromium.
 */
const ATTEMPTS = 5
const FIRST_DELAY_MS = 200
const PRELOAD_LIMIT_MS = 4_000

/**
 * Each retry asks under a fresh address, because Firefox keeps a failed module for the life of the
 * page, and through a `modulepreload` first, which rescues the policies that refuse `import()`.
 *
 * @param nonce of the script tag, for policies that let in nothing else
 */
export async function importFile<T>(address: string, nonce: string): Promise<T> {
  let url = address
  for (let attempt = 1; ; attempt++) {
    try {
      return await import(/* @vite-ignore */ url)
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      if (attempt > 1) await new Promise((go) => setTimeout(go, FIRST_DELAY_MS << attempt))
      url = `${address}?r=${Date.now()}`
      await preload(url, nonce)
    }
  }
}

/** Resolves in any case: engines without `modulepreload` send no event. */
async function preload(href: string, nonce: string): Promise<void> {
  const link = document.createElement('link')
  await new Promise((done) => {
    const events = { onload: done, onerror: done }
    Object.assign(link, { rel: 'modulepreload', href, crossOrigin: '', nonce, ...events })
    setTimeout(done, PRELOAD_LIMIT_MS)
    document.head.append(link)
  })
  link.remove()
}
