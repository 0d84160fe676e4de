/** The number of unread messages before the page's own title, whatever that becomes. */
import type { Host } from '../../api/host.ts'

/** The number of each chat on this page: they share one title, and would each find the other's in it. */
const unreadByChat = new Map<object, number>()
let ours = ''
let observer: MutationObserver | null = null

/** @returns the undo, which gives the page its title back */
export function badgeTitle({ on }: Pick<Host, 'on'>, unread: number): () => void {
  const chat = {}
  const set = (count: number): void => {
    unreadByChat.set(chat, count)
    apply()
  }
  const unlisten = on('unread-changed', (change) => set(change.unread))
  if (observer === null) {
    observer = new MutationObserver(apply)
    observer.observe(document.head, { childList: true, characterData: true, subtree: true })
  }
  set(unread)
  return () => {
    unlisten()
    unreadByChat.delete(chat)
    apply()
    if (unreadByChat.size > 0) return
    observer?.disconnect()
    observer = null
  }
}

function apply(): void {
  const { title } = document
  const own = ours !== '' && title.startsWith(ours) ? title.slice(ours.length) : title
  const unread = [...unreadByChat.values()].reduce((sum, count) => sum + count, 0)
  ours = unread === 0 ? '' : `(${unread > 99 ? '99+' : unread}) `
  // Setting it is a change, too, and would be heard for ever.
  if (title !== ours + own) document.title = ours + own
}
