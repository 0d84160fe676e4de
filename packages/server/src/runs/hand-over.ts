/** From the assistant to people, for good. */
import { cutCharacters } from '../thread/scalars.ts'
import type { Thread } from '../thread/thread.ts'

const REASON_MAX_CHARACTERS = 200

/** From here on people answer. The thread still has to be saved. */
export function handOver(thread: Thread, reason: string): void {
  thread.conversation.mode = 'people'
  if (thread.ticket !== null) {
    thread.ticket.escalation_reason = cutCharacters(reason, REASON_MAX_CHARACTERS)
  }
}
