/**
 * What a site may set, and how it is read from where it comes: attributes of the script tag,
 * `window.porchlightSettings`, the literal the server wrote into the script, arguments of
 * `createChat`. All of it is foreign until it has passed here.
 */
import type { Traits } from '@porchlight/protocol'
import type { Strings } from '../i18n/strings.ts'

/** Settings of one chat. Texts are plain text, never markup. */
export interface ChatOptions {
  /** The project's public widget token. */
  token: string
  /** Origin of the Porchlight server; where the script came from unless set. */
  apiHost?: string
  /** False: no launcher, no panel, and calls do nothing. */
  enabled?: boolean
  name?: string
  greeting?: string
  /** One line under the name. */
  presence?: string
  placeholder?: string
  /** Questions offered in an empty conversation. In an attribute they are separated by `|`. */
  suggestions?: readonly string[]
  /** CSS colour of the accent. The text on it is chosen for contrast. */
  color?: string
  position?: 'bottom-right' | 'bottom-left'
  colorScheme?: 'auto' | 'light' | 'dark'
  /** No button of ours; the site calls `open()`. */
  hideLauncher?: boolean
  /** Distance from the side, in CSS pixels. */
  offsetX?: number
  /** Distance from the bottom, in CSS pixels. */
  offsetY?: number
  zIndex?: number
  /** For the `<style>` that engines without constructable sheets need. */
  nonce?: string
  /** BCP 47, such as `pt-BR`. Default: the language of the page, then those of the browser. */
  locale?: string
  /** What to tell the team of an anonymous visitor when a conversation begins: scalars only. */
  traits?: Traits
  /** Replaces words of the interface. */
  strings?: Partial<Strings>
  /** Mistakes of the page are told on the console. */
  debug?: boolean
}

/** Options that came through `readOptions` and have a token and a server. */
export interface ResolvedOptions extends ChatOptions {
  readonly apiHost: string
}

type Reader<T> = (value: unknown) => T | undefined

const text: Reader<string> = (value) => (typeof value === 'string' ? value : undefined)

/** An attribute without a value (`data-debug`) is a yes. */
const flag: Reader<boolean> = (value) =>
  typeof value === 'boolean' ? value : typeof value === 'string' ? value !== 'false' : undefined

const number: Reader<number> = (value) => {
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined
}

const texts: Reader<readonly string[]> = (value) => {
  const list: unknown = typeof value === 'string' ? value.split('|') : value
  if (!Array.isArray(list)) return undefined
  return list
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}

const oneOf =
  <T extends string>(...choices: readonly T[]): Reader<T> =>
  (value) =>
    choices.find((choice) => choice === value)

/** In an attribute, an object is written as JSON. What is in it is read where it is used. */
const record: Reader<Record<string, never>> = (value) => {
  try {
    const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value
    return isRecord(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

const readers: { readonly [K in keyof ChatOptions]-?: Reader<NonNullable<ChatOptions[K]>> } = {
  token: text,
  apiHost: text,
  enabled: flag,
  name: text,
  greeting: text,
  presence: text,
  placeholder: text,
  suggestions: texts,
  color: text,
  position: oneOf('bottom-right', 'bottom-left'),
  colorScheme: oneOf('auto', 'light', 'dark'),
  hideLauncher: flag,
  offsetX: number,
  offsetY: number,
  zIndex: number,
  nonce: text,
  locale: text,
  traits: record,
  strings: record,
  debug: flag,
}

/** The names of all options, as they are written in JavaScript. */
export const optionNames: readonly string[] = Object.keys(readers)

/**
 * Takes what is known and well formed from something foreign; the rest is left out and told to
 * `warn`. Never throws.
 */
export function readOptions(source: unknown, warn?: (text: string) => void): Partial<ChatOptions> {
  if (!isRecord(source)) return {}
  const taken: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || value === null) continue
    const parsed = optionNames.includes(name)
      ? readers[name as keyof ChatOptions](value)
      : undefined
    if (parsed === undefined) warn?.(`unknown or malformed option: ${name}`)
    else taken[name] = parsed
  }
  return taken
}

/**
 * The options of a chat, or null where there is to be none: it has no token, or is not enabled.
 *
 * @param ours holds where nothing was given
 */
export function resolveOptions(
  given: unknown,
  ours: Partial<ChatOptions> & { readonly apiHost: string },
  warn: (text: string) => void,
): ResolvedOptions | null {
  const options = { token: '', ...ours, ...readOptions(given, warn) }
  if (options.token === '') warn('no token')
  return options.token === '' || options.enabled === false ? null : options
}

function isRecord(value: unknown): value is Record<string, never> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
