/** What tells of an answer to somebody who does not look: by the title, by ear, by the system. */
import type { ChatStatus } from '../../api/chat.ts'
import type { ChatEvents } from '../../api/events.ts'
import type { Host } from '../../api/host.ts'
import type { ChatOptions, SignalOptions } from '../../api/options.ts'
import type { Kinds } from '../../api/read-options.ts'
import { signalKinds } from '../../api/signal-options.ts'
import { mutedKey, readMark } from '../../loader/mark.ts'
import { badgeTitle } from './badge-title.ts'
import { chime } from './chime.ts'
import { claim } from './claim.ts'
import { notify } from './notify.ts'

type Received = ChatEvents['message-received']

/** A page names its site before the server does. */
const kinds: Kinds<SignalOptions & Pick<ChatOptions, 'name'>> = {
  ...signalKinds,
  name: 'string',
}

/** @returns the undo */
export function startSignals(
  host: Pick<Host, 'on' | 'read' | 'call' | 'options'>,
  siteName: () => string,
): () => void {
  const { playSound, notifications, titleBadge, name } = host.read(kinds)
  const now = host.call('status') as ChatStatus
  let { isOpen } = now

  async function tell({ id, author, text }: Received): Promise<void> {
    const isSeen = isOpen && !document.hidden && document.hasFocus()
    if (author === 'visitor') return
    // Also by the tab where it is seen, so that no other one makes a noise about it.
    if (!(await claim(`${mutedKey(host.options.token)}:${id}`)) || isSeen) return
    const isMuted = readMark(mutedKey(host.options.token)) !== ''
    if (playSound === true && !isMuted) await chime()
    if (notifications !== true || !document.hidden) return
    notify({ id, title: name || siteName(), text, onClick: () => void host.call('open') })
  }

  const undo = [
    host.on('opened', () => {
      isOpen = true
    }),
    host.on('closed', () => {
      isOpen = false
    }),
  ]
  if (titleBadge === true) undo.push(badgeTitle(host, now.unread))
  if (playSound === true || notifications === true) {
    // Where a sound or a notification cannot be made, there is none.
    undo.push(host.on('message-received', (received) => tell(received).catch(() => undefined)))
  }
  return () => {
    for (const each of undo) each()
  }
}
