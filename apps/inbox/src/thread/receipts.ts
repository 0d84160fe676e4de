/** How far the visitor has read what people wrote to them. */
import type { TicketMessage } from '@porchlight/protocol'
import { voiceOf } from './voice.ts'

/** `sent`: the server has it, and the visitor has not read it yet. */
export type Receipt = 'sent' | 'read'

/**
 * At the last reply that was read, and at the last of those that were not, by id: what stands between is
 * as they are.
 *
 * @param unread how many of the newest replies the visitor has not read, when the last message was that
 *   of `lastAt`: what is newer is not counted there yet, and nobody has read it
 */
export function receiptsOf(
  messages: readonly TicketMessage[],
  { unread, lastAt }: { readonly unread: number; readonly lastAt: string | null },
): ReadonlyMap<string, Receipt> {
  const replies = messages.filter((message) => voiceOf(message) === 'team')
  const newer = replies.filter(({ created_at: at }) => lastAt === null || at > lastAt)
  const notRead = unread + newer.length
  const lastRead = replies[replies.length - notRead - 1]
  const last = notRead === 0 ? undefined : replies.at(-1)
  return new Map([
    ...(lastRead === undefined ? [] : [[lastRead.id, 'read'] as const]),
    ...(last === undefined ? [] : [[last.id, 'sent'] as const]),
  ])
}
