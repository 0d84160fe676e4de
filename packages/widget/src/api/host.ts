/**
 * What the launcher lends to the files that load later, and what they give in return. The files
 * share nothing else: each is fetched alone, and none imports another.
 */
import type { LauncherStrings, UnreadStrings } from '../i18n/strings.ts'
import type { RestoreLink } from '../loader/take-token.ts'
import type { LiveSync } from './activity.ts'
import type { Events } from './events.ts'
import type { ResolvedOptions } from './options.ts'
import type { ReadOptions } from './read-options.ts'

/** Given by each file, and all there is of the one for what only some sites ask for. */
export interface Part {
  /** The options are others than before. */
  update(): void
  /** The chat is taken away. */
  destroy(): void
}

/** Given by the core file. */
export interface CorePart extends Part {
  /**
   * Opens the store and connects. Called at the first interaction or because of a mark that an
   * earlier page left, and again after the visitor has signed out.
   */
  start(): Promise<Core>
  /**
   * Does what the launcher does not know how to do. May reject.
   *
   * @param starting null where the core cannot be had
   */
  run(command: string, values: readonly unknown[], starting: Promise<Core | null>): Promise<unknown>
}

/** A store and a connection. */
export interface Core {
  readonly sync: LiveSync
  /** Does what the page asks for. May reject. */
  run(command: string, values: readonly unknown[]): Promise<unknown>
}

/** Given by the panel file. */
export interface PanelPart extends Part {
  /** Shows the panel and, unless told otherwise, puts the focus into the composer. */
  open(options?: { readonly isFocused?: boolean }): void
  close(): void
  /** Draws this core from now on. */
  connect(sync: LiveSync): void
  /** The core file could not be fetched (true), or now can (false). */
  setCoreMissing(isMissing: boolean): void
  prefill(text: string): void
  /** Shows one conversation of the visitor. @returns false when there is none of this id */
  showConversation(id: string): boolean
  /** Shows an empty conversation; the next message begins it. */
  newConversation(): void
}

export interface Parts {
  core: CorePart
  panel: PanelPart
  extras: Part
}

/** The launcher's side. */
export interface Host {
  /** The launcher's own options of now; every file reads its own. */
  readonly options: ResolvedOptions
  readonly read: ReadOptions
  /** Where the shadow root hangs, and where events are dispatched. */
  readonly element: HTMLElement
  readonly root: ShadowRoot
  /** The mailed link that led to this page, and that has gone from its address. */
  readonly link: RestoreLink
  on: Events['on']
  emit: Events['emit']
  /** A click may follow. */
  prefetch(): void
  /** The panel, drawn. Rejects where its file cannot be had. */
  drawPanel(): Promise<PanelPart>
  /** Does what a page can do by the same name. */
  call(command: string, ...values: readonly unknown[]): unknown
  /** The visitor has signed out, here or in another tab, and the core is closed: begin anew. */
  signedOut(): void
  /** What the launcher is called with; `words` in English, for as long as nobody has others. */
  setUnread(unread: number, words: UnreadStrings): void
  /** CSS colour of the accent, once the server's settings are known. */
  setColor(color: string): void
  /** Adds a style sheet to the root. */
  adoptStyles(css: string): void
  /** Fetches one of our files by its name. Rejects when it cannot be had; may be called again. */
  readonly fetchFile: (name: string) => Promise<unknown>
  /** Puts the launcher's own words into another language. */
  setStrings(strings: LauncherStrings & UnreadStrings): void
}

/** What each lazy file exports. */
export interface LazyFile<P extends Part> {
  /** Called once for each chat. */
  attach(host: Host): P
}

/** What a page has done so far. Whatever is added later is looked at then. */
export interface Deeds {
  /** Where options stand; the first is ours. */
  readonly sources: unknown[]
  /** Names of commands that there are none of. */
  readonly mistakes: string[]
  /** Its keys are the names of all commands. */
  readonly chat: Pick<Events, 'on'>
}

/** The file for what only some sites ask for also tells developers of mistakes. */
export interface ExtrasFile extends LazyFile<Part> {
  advise(deeds: Deeds): void
}

/** How the lazy files are fetched: by computed address from the script, by specifier from npm. */
export interface LazyFiles {
  readonly panel: () => Promise<LazyFile<PanelPart>>
  readonly core: () => Promise<LazyFile<CorePart>>
  readonly extras: () => Promise<ExtrasFile>
  /** For files whose names only other files know. An app's bundler finds those by itself. */
  readonly byName: Host['fetchFile']
}
