/**
 * The round button. Its badge comes with the core (`core/draw-badge.ts`), and the look that it has
 * while the panel is open with the panel.
 */
import type { Mount } from '../shadow/mount.ts'
import { CHAT_PATH, createIcon, setAttributes } from './icons.ts'
import launcherCss from './launcher.css?inline'

/** What the button shows. */
export interface LauncherLook {
  /** What it is called. */
  readonly label: string
  /** In sight beside the icon; empty unless something is wrong. */
  readonly text: string
  readonly isOpen: boolean
  /** The panel is on its way. */
  readonly isLoading: boolean
  /** The site brings its own button. */
  readonly isHidden: boolean
}

/** Draws the button. */
export type Launcher = (look: LauncherLook) => void

/**
 * Puts the button into the root, where it stays until the root is emptied.
 *
 * @param onApproach the pointer or the focus came near: a click may follow
 */
export function createLauncher(
  mounted: Mount,
  onToggle: () => void,
  onApproach: () => void,
): Launcher {
  mounted.adoptStyles(launcherCss)
  const button = document.createElement('button')
  setAttributes(button, {
    type: 'button',
    class: 'launcher',
    part: 'launcher',
    'aria-haspopup': 'dialog',
  })
  const words = document.createTextNode('')
  button.append(createIcon('chat', CHAT_PATH), words)
  button.addEventListener('click', onToggle)
  // A finger enters where it touches.
  for (const approach of ['pointerenter', 'focusin']) {
    button.addEventListener(approach, onApproach, { once: true })
  }
  mounted.root.append(button)

  return ({ label, text, isOpen, isLoading, isHidden }) => {
    words.data = text
    setAttributes(button, {
      'aria-label': label,
      'aria-expanded': isOpen,
      'aria-busy': isLoading,
    })
    button.hidden = isHidden
  }
}
