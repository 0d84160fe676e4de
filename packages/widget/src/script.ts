/**
 * The classic script of a tag. `document.currentScript` is known only while it runs for the first
 * time, so everything that depends on it is read here, at once.
 */
import { mergeOptions, readOptions } from './api/options.ts'
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
  const address = new URL(script.src, location.href)
  const fromAddress = readOptions({
    token: address.searchParams.get('site'),
    apiHost: address.origin,
    nonce: script.nonce,
  })
  const attributes = readOptions({ ...script.dataset })
  const { debug } = mergeOptions(attributes, readOptions(window.porchlightSettings))
  const warn = createWarn(debug === true)
  const settings = readOptions(window.porchlightSettings, warn)
  const options = mergeOptions(attributes, settings, fromAddress, readOptions(site))
  const { token, apiHost = address.origin } = options
  if (token === undefined) return warn('no token: set data-token on the script tag')
  if (options.enabled === false) return

  const fetchFile = (name: string) => () =>
    importFile(new URL(name, address).href, options.nonce ?? '')
  const chat = startChat({
    options: { ...options, token, apiHost: originOf(apiHost, address.origin) },
    files: { panel: fetchFile(__CHUNKS__.panel), core: fetchFile(__CHUNKS__.core) },
    element: document.createElement('porchlight-root'),
  })
  installGlobal(chat, warn)
}

/** `https://chat.example.com/` and `https://chat.example.com` are one server. */
function originOf(apiHost: string, fallback: string): string {
  try {
    return new URL(apiHost, location.href).origin
  } catch {
    return fallback
  }
}

start(document.currentScript, '@@porchlight-site@@')
