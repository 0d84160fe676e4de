/**
 * Fetches a lazy file by its absolute address. A relative `import()` in a classic script of another
 * origin resolves against about:blank in Chromium.
 */
import type { LazyFile } from '../api/host.ts'

const ATTEMPTS = 5
const FIRST_DELAY_MS = 400
const PRELOAD_LIMIT_MS = 4_000

/**
 * Each retry asks under a fresh address, because Firefox keeps a failed module for the life of the
 * page, and through a `modulepreload` first, which rescues the policies that refuse `import()`.
 *
 * @param nonce of the script tag, for policies that let in nothing else
 */
export async function importFile(address: string, nonce: string, attempt = 0): Promise<LazyFile> {
  const url = attempt === 0 ? address : `${address}?r=${Date.now()}`
  try {
    if (attempt > 0) await preload(url, nonce)
    return await import(/* @vite-ignore */ url)
  } catch (error) {
    if (attempt + 1 >= ATTEMPTS) throw error
    if (attempt > 0) await new Promise((go) => setTimeout(go, FIRST_DELAY_MS << attempt))
    return importFile(address, nonce, attempt + 1)
  }
}

/** Resolves in any case: engines without `modulepreload` send no event. */
function preload(url: string, nonce: string): Promise<void> {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.href = url
  link.crossOrigin = ''
  link.nonce = nonce
  return new Promise((done) => {
    link.onload = done
    link.onerror = done
    setTimeout(done, PRELOAD_LIMIT_MS)
    document.head.append(link)
  }).then(() => link.remove())
}
