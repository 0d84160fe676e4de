import type { MessageView } from '@porchlight/sync'
import type { PanelStrings } from '../i18n/strings.ts'

/** How an author is called. The assistant is always named as one, whatever name it has. */
export function authorLabel(message: MessageView, strings: PanelStrings): string {
  if (message.author === 'visitor') return strings.you
  if (message.author === 'assistant') return strings.assistant
  return message.authorName ?? strings.team
}
