/** What the menu offers: only what would do something now. */
import { mutedKey, readMark, writeMark } from '../../loader/mark.ts'
import type { MoreModel } from '../more-model.ts'
import { loadAll } from './load-all.ts'
import { offerFile } from './offer-file.ts'
import { writeTranscript } from './transcript.ts'

export interface MenuItem {
  readonly label: string
  act(): unknown
}

export function menuItems(model: MoreModel): readonly MenuItem[] {
  const { panel, footer } = model
  const { conversation } = panel
  const words = model.words.value
  const id = conversation.threadId.value
  const messages = conversation.messages.value
  const waiting = messages.filter(({ delivery }) => isOpen(delivery?.state)).length
  const sync = conversation.sync.value
  const isEmpty = messages.length === 0
  const isMuted = readMark(mutedKey(panel.options.token)) !== ''
  const today = new Date().toISOString().slice(0, 10)

  const items: readonly (MenuItem | false)[] = [
    footer.canAskPeople.value && { label: words.askPeople, act: footer.askPeople },
    !isEmpty && { label: words.newConversation, act: () => panel.showThread() },
    waiting > 0 &&
      id !== null && { label: words.clearWaiting(waiting), act: () => void sync?.clear(id) },
    !isEmpty &&
      sync !== null &&
      id !== null && {
        label: words.transcript,
        async act() {
          const title = words.transcriptTitle(panel.look.value.name, today)
          // Loading takes a while, and by then another conversation may be on the screen.
          const about = { title, ...(await loadAll(sync, id)), strings: panel.strings }
          offerFile({
            name: `conversation-${today}.md`,
            type: 'text/markdown',
            text: writeTranscript(about),
          })
        },
      },
    panel.options.playSound === true && {
      label: isMuted ? words.unmute : words.mute,
      act: () => writeMark(mutedKey(panel.options.token), isMuted ? '' : 'muted'),
    },
    panel.options.notifications === true &&
      mayAskForNotifications() && {
        label: words.notify,
        act: () => void Notification.requestPermission(),
      },
    sync !== null && {
      label: words.downloadData,
      async act() {
        const name = `my-conversations-${today}.json`
        const type = 'application/json'
        try {
          let isWhole = true
          for (const { id } of sync.threads.get()) {
            isWhole = (await loadAll(sync, id)).isWhole && isWhole
          }
          const data = { isWhole, ...(await sync.exportData()) }
          offerFile({ name, type, text: JSON.stringify(data, null, 2) })
        } catch {
          // The store has failed, which the panel says.
        }
      },
    },
    conversation.status.value?.capabilities.includes('restore') === true && {
      label: words.restore,
      act: () => void model.showRestore(),
    },
    sync !== null && { label: words.deleteData, act: () => panel.show('erase') },
  ]
  return items.filter((item) => item !== false)
}

function isOpen(state: string | undefined): boolean {
  return state === 'waiting' || state === 'held'
}

/** Once answered, it is the browser's settings that change it. */
function mayAskForNotifications(): boolean {
  return typeof Notification !== 'undefined' && Notification.permission === 'default'
}
