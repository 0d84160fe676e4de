/** The round button with its badge. */

import type { LauncherStrings } from '../i18n/strings.ts'
import type { Mount } from '../shadow/mount.ts'
import { CHAT_PATH, CHEVRON_PATH, createIcon } from './icons.ts'
import launcherCss from './launcher.css?inline'

/** What the button can show. */
export interface Launcher {
  setOpen(isOpen: boolean): void
  setUnread(unread: number): void
  setStrings(strings: LauncherStrings): void
  /** The panel is on its way, or could not be fetched. */
  setLoading(state: 'done' | 'loading' | 'failed'): void
  focus(): void
}

/** What the button asks for. */
export interface LauncherIntents {
  readonly onToggle: () => void
  /** The pointer or the focus came near: a click may follow. */
  readonly onApproach: () => void
}

const APPROACHES = ['pointerenter', 'focusin', 'touchstart'] as const

/** Draws the button into the root, where it stays until the root is emptied. */
export function createLauncher(
  mounted: Mount,
  strings: LauncherStrings,
  intents: LauncherIntents,
): Launcher {
  let isOpen = false
  let unread = 0
  let hasFailed = false
  let texts = strings

  mounted.adoptStyles(launcherCss)
  const button = document.createElement('button')
  const badge = document.createElement('span')
  button.type = 'button'
  button.className = 'launcher'
  badge.className = 'badge'
  button.setAttribute('part', 'launcher')
  badge.setAttribute('part', 'badge')
  button.setAttribute('aria-haspopup', 'dialog')
  button.append(createIcon('chat', CHAT_PATH), createIcon('chevron', CHEVRON_PATH), badge)
  button.addEventListener('click', intents.onToggle)
  for (const approach of APPROACHES) {
    button.addEventListener(approach, intents.onApproach, { passive: true, once: true })
  }

  function draw(): void {
    const doing = isOpen ? texts.closeChat : hasFailed ? texts.loadFailed : texts.openChat
    const label = unread > 0 ? `${doing}, ${texts.unread(unread)}` : doing
    button.setAttribute('aria-label', label)
    button.setAttribute('aria-expanded', String(isOpen))
    badge.hidden = unread === 0 || isOpen
    badge.textContent = unread > 99 ? '99+' : String(unread)
  }
  draw()
  mounted.root.append(button)

  return {
    setOpen(next) {
      isOpen = next
      draw()
    },
    setUnread(next) {
      if (next === unread) return
      unread = next
      draw()
    },
    setStrings(next) {
      texts = next
      draw()
    },
    setLoading(state) {
      hasFailed = state === 'failed'
      button.toggleAttribute('data-loading', state === 'loading')
      draw()
    },
    focus: () => button.focus(),
  }
}
