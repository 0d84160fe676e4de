import type { Host } from '../api/host.ts'
import badgeCss from './badge.css?inline'

/**
 * The number on the launcher: nothing is unread before there is a core that knows of it.
 * @returns the undo
 */
export function drawBadge({
  root,
  on,
  adoptStyles,
}: Pick<Host, 'root' | 'on' | 'adoptStyles'>): () => void {
  const badge = document.createElement('span')
  badge.className = 'badge'
  badge.setAttribute('part', 'badge')
  badge.hidden = true
  adoptStyles(badgeCss)
  root.querySelector('.launcher')?.append(badge)
  return on('unread-changed', ({ unread }) => {
    badge.hidden = unread === 0
    // Drawn by its style: a button that has text is to be called by it (WCAG 2.5.3), and ours is called
    // by the whole number, in the words of each language.
    badge.dataset.count = unread > 99 ? '99+' : String(unread)
  })
}
