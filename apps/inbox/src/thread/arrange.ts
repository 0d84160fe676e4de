/** Which messages stand together: one author within three minutes, and never across a midnight. */
import type { TicketMessage } from '@porchlight/protocol'

/** A message with its place in its group. */
export interface Arranged {
  readonly message: TicketMessage
  /** Gets the author's name. */
  readonly isFirst: boolean
  /** Gets the time. */
  readonly isLast: boolean
  /** The first one of its day, by the clock of this browser. */
  readonly beginsDay: boolean
}

const GROUP_GAP_MS = 3 * 60_000

/** @param messages in the order of the conversation */
export function arrange(messages: readonly TicketMessage[]): readonly Arranged[] {
  return messages.map((message, n) => {
    const before = messages[n - 1]
    const after = messages[n + 1]
    return {
      message,
      isFirst: before === undefined || !areTogether(before, message),
      isLast: after === undefined || !areTogether(message, after),
      beginsDay: before === undefined || !areOnOneDay(before, message),
    }
  })
}

function areTogether(a: TicketMessage, b: TicketMessage): boolean {
  return (
    a.author_type === b.author_type &&
    a.author_name === b.author_name &&
    a.agent_id === b.agent_id &&
    a.is_private === b.is_private &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < GROUP_GAP_MS &&
    areOnOneDay(a, b)
  )
}

function areOnOneDay(a: TicketMessage, b: TicketMessage): boolean {
  return new Date(a.created_at).toDateString() === new Date(b.created_at).toDateString()
}
