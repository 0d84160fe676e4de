/** What fills the panel, and what the panel asks of the file that draws most of it. */
import type { ComponentChildren } from 'preact'

/** All but the conversation is drawn by what is fetched later. */
export type Screen = 'conversation' | 'threads' | 'erase'

/** Everything that an open conversation can do without. */
export interface More {
  readonly css: string
  /** In the header; null where the conversation has its own. */
  title(screen: Screen): string | null
  /** Below the title of a conversation; null where the site's own line is true. */
  presence(): string | null
  drawScreen(screen: Screen): ComponentChildren
  drawMenu(): ComponentChildren
  /** Between messages and composer. */
  drawFooter(): ComponentChildren
}
