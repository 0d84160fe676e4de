/**
 * What the launcher lends to the two files that load later, and what they give in return. The
 * files share nothing else: each is fetched alone, and neither imports the other.
 */
import type { Sync } from '@porchlight/sync'
import type { LauncherStrings } from '../i18n/strings.ts'
import type { Events } from './events.ts'
import type { ResolvedOptions } from './options.ts'

/** Given by the core file. */
export interface CorePart {
  /**
   * Opens the store and connects. Called once, at the first interaction or because of a mark that
   * an earlier page left.
   */
  start(): Sync
}

/** Given by the panel file. */
export interface PanelPart {
  /** Shows the panel and puts the focus into the composer. */
  open(): void
  close(): void
  /** Draws this core from now on. */
  connect(sync: Sync): void
  /** The core file could not be fetched (true), or now can (false). */
  setCoreMissing(isMissing: boolean): void
  prefill(text: string): void
  /** Speaks another language from now on: a BCP 47 tag. English where there is no such language. */
  setLocale(locale: string): Promise<void>
  /** Takes everything of the panel out of the shadow root. */
  destroy(): void
}

export interface Parts {
  core: CorePart
  panel: PanelPart
}

/** The launcher's side. */
export interface Host {
  readonly options: ResolvedOptions
  /** Where the shadow root hangs, and where events are dispatched. */
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** An earlier page left a conversation here: do not greet before the store was read. */
  readonly hasHistory: boolean
  /** How a loaded file fills the chat. Called once per file, within `attach`. */
  provide<K extends keyof Parts>(name: K, part: Parts[K]): void
  emit: Events['emit']
  /** The panel's own wish to be closed. */
  close(): void
  /** Number on the launcher's badge. */
  setUnread(unread: number): void
  /** CSS colour of the accent, once the server's settings are known. */
  setColor(color: string): void
  /** Adds a style sheet to the root. */
  adoptStyles(css: string): void
  /** Fetches one of our files by its name. Rejects when it cannot be had; may be called again. */
  readonly fetchFile: (name: string) => Promise<unknown>
  /** Puts the launcher's own words into another language. */
  setStrings(strings: LauncherStrings): void
}

/** What each lazy file exports. */
export interface LazyFile {
  attach(host: Host): void
}

/** How the lazy files are fetched: by computed address from the script, by specifier from npm. */
export interface LazyFiles {
  readonly panel: () => Promise<LazyFile>
  readonly core: () => Promise<LazyFile>
  /** For files whose names only the panel knows. An app's bundler finds those by itself. */
  readonly byName?: Host['fetchFile']
}
