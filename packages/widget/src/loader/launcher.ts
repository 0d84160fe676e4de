/** The round button. Its badge comes with the core: `core/draw-badge.ts`. */

import type { LauncherStrings } from '../i18n/strings.ts'
import type { Mount } from '../shadow/mount.ts'
import { CHAT_PATH, CHEVRON_PATH, createIcon, setAttributes } from './icons.ts'
import launcherCss from './launcher.css?inline'

/** What the button shows. */
export interface LauncherLook {
  readonly isOpen: boolean
  readonly unread: number
  /** The panel is on its way, or could not be fetched. */
  readonly loading: 'done' | 'loading' | 'failed'
  /** The site brings its own button. */
  readonly isHidden: boolean
  readonly strings: LauncherStrings
  /** What it is called while it opens the chat. */
  readonly openChat: string
}

export interface Launcher {
  draw(look: LauncherLook): void
}

/** What the button asks for. */
export interface LauncherIntents {
  readonly onToggle: () => void
  /** The pointer or the focus came near: a click may follow. */
  readonly onApproach: () => void
}

const APPROACHES = ['pointerenter', 'focusin', 'touchstart'] as const

/** Puts the button into the root, where it stays until the root is emptied. */
export function createLauncher(mounted: Mount, intents: LauncherIntents): Launcher {
  mounted.adoptStyles(launcherCss)
  const button = document.createElement('button')
  setAttributes(button, {
    type: 'button',
    class: 'launcher',
    part: 'launcher',
    'aria-haspopup': 'dialog',
  })
  button.append(createIcon('chat', CHAT_PATH), createIcon('chevron', CHEVRON_PATH))
  button.addEventListener('click', intents.onToggle)
  for (const approach of APPROACHES) {
    button.addEventListener(approach, intents.onApproach, { passive: true, once: true })
  }
  mounted.root.append(button)

  return {
    draw({ isOpen, unread, loading, isHidden, strings, openChat }) {
      const closed = loading === 'failed' ? strings.loadFailed : openChat
      const label = isOpen ? strings.closeChat : closed
      setAttributes(button, {
        'aria-label': unread > 0 ? `${label}, ${strings.unread(unread)}` : label,
        'aria-expanded': String(isOpen),
      })
      button.toggleAttribute('data-loading', loading === 'loading')
      button.hidden = isHidden
    },
  }
}
