/**
 * The classic script of a tag. `document.currentScript` is known only while it runs for the first
 * time, so everything that depends on it is read here, at once.
 */
import { readOptions } from './api/options.ts'
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
  if (isInstalled() || !(script instanceof HTMLScriptElement)) return
  const address = new URL(script.src)
  const attributes = readOptions({ nonce: script.nonce, ...script.dataset })
  const debug = attributes.debug ?? readOptions(window.porchlightSettings).debug
  const warn = createWarn(debug === true)
  const options = {
    token: address.searchParams.get('site') ?? '',
    apiHost: address.origin,
    ...readOptions(site),
    ...readOptions(window.porchlightSettings, warn),
    ...attributes,
  }
  if (options.token === '') warn('no token: set data-token on the script tag')
  if (options.token === '' || options.enabled === false) return

  const fetchFile = (name: string) => () =>
    importFile(new URL(name, address).href, options.nonce ?? '')
  const chat = startChat({
    options,
    files: { panel: fetchFile(__CHUNKS__.panel), core: fetchFile(__CHUNKS__.core) },
    element: document.createElement('porchlight-root'),
  })
  installGlobal(chat, warn)
}

start(document.currentScript, '@@porchlight-site@@')
