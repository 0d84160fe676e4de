/** What is worth saying aloud while the panel is open: few things, each once, no growing text. */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import { parseMarkdown, toPlainText } from '@porchlight/richtext'
import type { MessageView } from '@porchlight/sync'
import { computed, effect, type ReadonlySignal } from '@preact/signals'
import type { PanelStrings } from '../i18n/strings.ts'
import type { Announce } from './announcer.ts'
import { authorLabel } from './author-label.ts'
import type { ConversationModel } from './conversation-model.ts'

/** What to say, to whom, and when to be silent. */
export interface Announcements {
  readonly conversation: ConversationModel
  readonly isOpen: ReadonlySignal<boolean>
  /** Reads who of the team is writing, in words. */
  readonly writing: () => string | null | undefined
  readonly speech: ReadonlySignal<{ readonly strings: PanelStrings }>
  readonly announce: Announce
}

/** @returns the undo */
export function announceConversation({
  conversation,
  isOpen,
  writing,
  speech,
  announce,
}: Announcements): () => void {
  const loaded = computed(() => {
    const view = conversation.thread.value
    return view?.isLoaded === true ? view.id : null
  })
  /** What was there before, of the conversation that was shown before. */
  let known: ReadonlyMap<MessageId, MessageView> = new Map()
  let shown: ThreadId | null = null
  let wasAnswering = false

  const stopMessages = effect(() => {
    const messages = conversation.messages.value
    const isAnswering = conversation.isAnswering.value
    const last = known
    const isOther = shown === null || shown !== loaded.value
    shown = loaded.value
    known = new Map(messages.map((m) => [m.id, m]))
    const begins = isAnswering && !wasAnswering
    wasAnswering = isAnswering
    if (isOther || !isOpen.peek()) return
    const { strings } = speech.peek()
    const firstKnown = messages.findIndex((message) => last.has(message.id))
    const news = messages.flatMap((message, index) =>
      // An answer that goes on later is said when it is complete.
      index < firstKnown || message.id === conversation.pausedId.peek()
        ? []
        : describeNews(message, last.get(message.id), strings),
    )
    if (begins && news.length === 0) news.push(strings.writing(strings.assistant))
    // Joined, since of several calls in a row only the last may be spoken.
    if (news.length > 0) announce(news.join('\n'))
  })

  let wasOffline = false
  const stopStatus = effect(() => {
    const status = conversation.status.value
    const isOffline = status?.connection === 'offline'
    const { strings } = speech.peek()
    if (isOffline !== wasOffline && isOpen.peek()) {
      announce(isOffline ? strings.offline(status?.waiting ?? 0) : strings.backOnline)
    }
    wasOffline = isOffline
  })

  /** The message behind which it was said that somebody writes: once is enough. */
  let saidBehind: MessageId | undefined
  const stopWriting = effect(() => {
    const text = writing()
    const last = conversation.messages.peek().at(-1)?.id
    if (!text || last === saidBehind || !isOpen.peek()) return
    saidBehind = last
    announce(text)
  })

  return () => {
    stopWriting()
    stopMessages()
    stopStatus()
  }
}

function describeNews(
  message: MessageView,
  earlier: MessageView | undefined,
  strings: PanelStrings,
): string[] {
  const { delivery } = message
  if (delivery !== null) {
    const isNewlyFailed = delivery.state === 'failed' && earlier?.delivery?.state !== 'failed'
    return isNewlyFailed ? [strings.delivery(delivery)] : []
  }
  const isNewlyComplete = !message.isWriting && (earlier === undefined || earlier.isWriting)
  if (!isNewlyComplete) return []
  const text = toPlainText(parseMarkdown(message.content))
  const end = message.incomplete ? [strings.cutOff] : []
  return [strings.said(authorLabel(message, strings), text), ...end]
}
