/** The number of unread messages before the page's own title, whatever that becomes. */
import type { Host } from '../../api/host.ts'

/** @returns the undo, which gives the page its title back */
export function badgeTitle({ on }: Pick<Host, 'on'>): () => void {
  let ours = ''
  let unread = 0

  function apply(): void {
    const { title } = document
    const own = ours !== '' && title.startsWith(ours) ? title.slice(ours.length) : title
    ours = unread === 0 ? '' : `(${unread > 99 ? '99+' : unread}) `
    // Setting it is a change, too, and would be heard for ever.
    if (title !== ours + own) document.title = ours + own
  }

  const observer = new MutationObserver(apply)
  observer.observe(document.head, { childList: true, characterData: true, subtree: true })
  const unlisten = on('unread-changed', (change) => {
    unread = change.unread
    apply()
  })
  return () => {
    unlisten()
    observer.disconnect()
    unread = 0
    apply()
  }
}
