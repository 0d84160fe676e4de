/**
 * The classic script of a tag. `document.currentScript` is known only while it runs for the first
 * time, so everything that depends on it is read here, at once.
 */
import { readOptions, resolveOptions } from './api/options.ts'
import { createWarn } from './api/warn.ts'
import { installGlobal, isInstalled } from './loader/call-queue.ts'
import { importFile } from './loader/import-file.ts'
import { startChat } from './loader/start-chat.ts'

/** Names of the lazy files, put in by the build. */
declare const __CHUNKS__: { readonly panel: string; readonly core: string }

/**
 * @param script our own tag, or null when something else ran us
 * @param site public settings from the server; still a string when a plain file server sent us
 */
function start(script: HTMLOrSVGScriptElement | null, site: unknown): void {
  // Without an address, as in a page that has us inline, the other files could not be found.
  if (isInstalled() || !(script instanceof HTMLScriptElement) || script.src === '') return
  const address = new URL(script.src)
  const given: unknown = Object.assign(
    { nonce: script.nonce },
    window.porchlightSettings,
    script.dataset,
  )
  const warn = createWarn(given)
  const token = address.searchParams.get('site') ?? ''
  const ours = { token, apiHost: address.origin, ...readOptions(site) }
  const options = resolveOptions(given, ours, warn)
  if (options === null) return

  const byName = (name: string) => importFile(new URL(name, address).href, options.nonce ?? '')
  const chat = startChat({
    options,
    files: { panel: () => byName(__CHUNKS__.panel), core: () => byName(__CHUNKS__.core), byName },
    element: document.createElement('porchlight-root'),
  })
  installGlobal(chat, warn)
}

start(document.currentScript, '@@porchlight-site@@')
