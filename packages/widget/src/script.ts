/**
 * The classic script of a tag, which the snippet also imports as a module.
 * `document.currentScript` is known only while it runs for the first time, so everything that
 * depends on it is read here, at once.
 */
import { createApi } from './api/create-api.ts'
import { installGlobal, isInstalled, removeGlobal, snippetAddress } from './loader/call-queue.ts'
import { importFile } from './loader/import-file.ts'

/** Names of the lazy files, put in by the build. */
declare const __CHUNKS__: { readonly panel: string; readonly core: string; readonly extras: string }

/**
 * @param script our own tag, or null when something else ran us
 * @param site public settings from the server; still a string when a plain file server sent us
 */
function start(script: HTMLOrSVGScriptElement | null, site: unknown): void {
  const tag = script instanceof HTMLScriptElement ? script : null
  const src = tag?.src || snippetAddress()
  // Without an address, as in a page that has us inline, the other files could not be found.
  if (isInstalled() || !src) return
  const address = new URL(src)
  const settings = Object(window.porchlightSettings)
  const nonce = tag?.nonce || settings.nonce
  const ours: unknown = Object.assign(
    { token: address.searchParams.get('site'), apiHost: address.origin, nonce },
    site,
  )
  const byName = <T>(name: string): Promise<T> => importFile(new URL(name, address).href, nonce)
  const chat = createApi({
    sources: [ours, settings, tag?.dataset],
    files: {
      panel: () => byName(__CHUNKS__.panel),
      core: () => byName(__CHUNKS__.core),
      extras: () => byName(__CHUNKS__.extras),
      byName,
    },
    element: document.createElement('porchlight-root'),
    onDestroyed: removeGlobal,
  })
  installGlobal(chat)
}

try {
  start(document.currentScript, '@@porchlight-site@@')
} catch {
  // A page that is not as pages are goes without a chat, and hears nothing of it.
}
