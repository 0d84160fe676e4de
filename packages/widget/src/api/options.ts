/**
 * What a site may set. The same names everywhere: `data-api-host` on the script tag, `api-host` on
 * the element, `apiHost` as its property, in `window.porchlightSettings`, and in calls.
 */
import type { Traits } from '@porchlight/protocol'
import type { Strings } from '../i18n/strings.ts'
import type { IdentityProof } from './identity.ts'
import type { Kinds, ReadOptions } from './read-options.ts'
import type { Theme } from './theme.ts'

/** Settings of one chat. Texts are plain text, never markup. */
export interface ChatOptions extends LauncherOptions, PanelOptions, CoreOptions {}

/** What the first file needs to know. */
export interface LauncherOptions {
  /** The project's public widget token. */
  token?: string
  /** Origin of the Porchlight server; where the script came from unless set. */
  apiHost?: string
  /** False: no launcher, no panel, and calls do nothing. */
  enabled?: boolean
  /** CSS colour of the accent. What is written on it is chosen for contrast. */
  color?: string
  position?: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left'
  colorScheme?: 'auto' | 'light' | 'dark'
  /** No button of ours; the site calls `open()`. */
  hideLauncher?: boolean
  /** Name of the button for who cannot see it. */
  launcherLabel?: string
  /** Words of ours to replace: the launcher's at once, the others when they come. */
  strings?: Partial<Strings>
  /** CSS selector of the site's own buttons, also of those that come later. Ours is hidden. */
  customLauncher?: string
  /** Element, or CSS selector of one, that the chat fills instead of floating over the page. */
  container?: string | Element
  /** Distance from the side, in CSS pixels. */
  offsetX?: number
  /** Distance from the bottom or the top, in CSS pixels. */
  offsetY?: number
  zIndex?: number
  /** For the `<style>` that engines without constructable sheets need. */
  nonce?: string
  /** Hears of everything that happens, for a site's statistics. What was written is left out. */
  onEvent?: (event: string, detail: object) => void
  /** Whether mistakes of the page are told on the console. Default: on localhost. */
  debug?: boolean
}

/** What makes itself noticed beside the panel. All off unless set. */
export interface SignalOptions {
  /** A quiet sound when an answer comes. */
  playSound?: boolean
  /** Offer notifications of the browser while the page is hidden. */
  notifications?: boolean
  /** Put the number of unread messages before the page's title. */
  titleBadge?: boolean
}

/** What the panel needs to know. */
export interface PanelOptions extends SignalOptions {
  name?: string
  greeting?: string
  /** One line under the name. */
  presence?: string
  placeholder?: string
  /** Questions offered in an empty conversation. In an attribute they are separated by `|`. */
  suggestions?: readonly string[]
  /** Language tag such as `pt-BR`. Default: that of the page, then that of the browser. */
  locale?: string
  strings?: Partial<Strings>
  /** Values of the custom properties, by their names without `--pl-`: `{ radius: '8px' }`. */
  theme?: Theme
  /** Ask for an address before the first message. */
  requireEmail?: boolean
  /** What to tell the team of an anonymous visitor when a conversation begins: scalars only. */
  traits?: Traits
}

/** What the core needs to know. */
export interface CoreOptions {
  /** `required`: nothing is stored and nothing sent until the visitor, or the site, has said yes. */
  consent?: 'required' | 'given'
  traits?: Traits
  /** Proves who the visitor is; asked again when a proof has expired. */
  getIdentity?: () => Promise<IdentityProof> | IdentityProof
  /** Which API the server has: ours, PostHog's, or the published one alone. */
  transport?: 'conversations' | 'posthog' | 'plain'
  /** For `posthog`: origin of its settings, such as `https://us-assets.i.posthog.com`. */
  configHost?: string
  /** For `posthog` and `plain`: whom the site takes the visitor for. */
  distinctId?: string
  /** For `plain`: id of the project there. */
  project?: number
}

export const launcherKinds: Kinds<LauncherOptions> = {
  token: 'string',
  apiHost: 'string',
  enabled: 'boolean',
  color: 'string',
  position: ['bottom-right', 'bottom-left', 'top-right', 'top-left'],
  colorScheme: ['auto', 'light', 'dark'],
  hideLauncher: 'boolean',
  launcherLabel: 'string',
  strings: 'object',
  customLauncher: 'string',
  container: (value) => (value as string | Element) || undefined,
  offsetX: 'number',
  offsetY: 'number',
  zIndex: 'number',
  nonce: 'string',
  onEvent: 'function',
  debug: 'boolean',
}

/**
 * Options of a chat that has a token and a server. Those that a file has no table for are not in
 * what it got.
 */
export interface ResolvedOptions extends ChatOptions {
  readonly token: string
  readonly apiHost: string
}

/**
 * The options of a chat, or null where there is to be none: it has no token, or is not enabled. The
 * server is known to whoever made the reader.
 */
export function resolveOptions(read: ReadOptions): ResolvedOptions | null {
  const options = read(launcherKinds)
  return options.token && options.enabled !== false ? (options as ResolvedOptions) : null
}
