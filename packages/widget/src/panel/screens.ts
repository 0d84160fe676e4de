/** What fills the panel, and what the panel asks of the file that draws most of it. */
import type { ReadonlySignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { MoreStrings } from '../i18n/strings.ts'
import type { MarkupParts } from './messages/markup-parts.ts'

/** All but the conversation is drawn by what is fetched later. */
export type Screen = 'conversation' | 'threads' | 'erase' | 'consent' | 'restore'

/** Everything that an open conversation can do without. */
export interface MoreScreens {
  readonly css: string
  /** In the header; null where the conversation has its own. */
  title(screen: Screen): string | null
  /** Below the title of a conversation; nothing where the site's own line is true. */
  presence(): ComponentChildren
  /** Says who of the team is writing, if anybody is. */
  writing(): string | null | undefined
  drawScreen(screen: Screen): ComponentChildren
  drawMenu(): ComponentChildren
  /** Between messages and composer. */
  drawFooter(): ComponentChildren
  close(): void
}

/** All that is fetched after the panel. */
export interface More extends MoreScreens {
  /** Null until it has come. */
  readonly markup: ReadonlySignal<MarkupParts | null>
}

/** Who of the team is there. */
export interface PresencePart {
  /** Null where the site's own line is true. */
  draw(): ComponentChildren
  /** Says who is writing in the conversation that is shown; null for nobody. */
  readonly writing: ReadonlySignal<string | null>
  close(): void
}

/** What brings conversations here from another browser. */
export interface RestorePart {
  /** Uses the link whose token this is; without one, asks for an address. */
  begin(token?: string): void
  draw(): ComponentChildren
}

/** What the file that draws the other screens lends to those which are fetched after it. */
export interface ScreenLoan {
  readonly words: ReadonlySignal<MoreStrings>
  /** A `ref` of what is to have the focus when it is drawn. */
  readonly takeFocus: (element: HTMLElement | null) => void
}
