import type { TicketMessage } from '@porchlight/protocol'

/** How a message is set: by whom it is, and for whom. */
export type Voice = 'visitor' | 'team' | 'assistant' | 'note' | 'system'

/**
 * The published API names the team in several ways; what is neither the visitor, the assistant nor
 * the system is the team.
 */
export function voiceOf({ author_type: type, is_private: isPrivate }: TicketMessage): Voice {
  if (isPrivate) return 'note'
  if (type === 'customer') return 'visitor'
  if (type === 'AI') return 'assistant'
  return type === 'system' ? 'system' : 'team'
}

/** The name above a group of messages. */
export function authorLabel(message: TicketMessage, visitor: string): string {
  switch (voiceOf(message)) {
    case 'visitor':
      return message.author_name === '' ? visitor : message.author_name
    case 'assistant':
      return 'Assistant'
    case 'system':
      return ''
    case 'team':
    case 'note':
      return message.author_name === '' ? 'Team' : message.author_name
  }
}
