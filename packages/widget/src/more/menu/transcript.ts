/** A conversation as a text that can be kept and read anywhere. */
import type { MessageView } from '@porchlight/sync'
import type { PanelStrings } from '../../i18n/strings.ts'
import { authorLabel } from '../../panel/author-label.ts'

/** @returns markdown: a title, dots where the beginning is missing, then each message under its author and time */
export function writeTranscript(of: {
  readonly title: string
  readonly messages: readonly MessageView[]
  /** The messages begin where the conversation does. */
  readonly isWhole: boolean
  readonly strings: PanelStrings
}): string {
  const { title, messages, isWhole, strings } = of
  const parts = messages.map((message) => {
    const { delivery, content, createdAt, citations } = message
    const isSent = delivery === null || delivery.state === 'sent' || delivery.state === 'read'
    const state = isSent ? '' : ` (${strings.delivery(delivery)})`
    const sources = citations.map(({ title, url }) => `- ${title}${url === null ? '' : `: ${url}`}`)
    const heading = `**${authorLabel(message, strings)}**, ${createdAt}${state}`
    return [heading, content, ...sources].join('\n')
  })
  return [`# ${title}`, ...(isWhole ? [] : ['[…]']), ...parts].join('\n\n').concat('\n')
}
