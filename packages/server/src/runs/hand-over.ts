/** From the assistant to people, for good. */
import type { Counted, Tx } from '../store/store.ts'
import { cutCharacters } from '../thread/scalars.ts'
import type { Thread } from '../thread/thread.ts'

const REASON_MAX_CHARACTERS = 200

/** From here on people answer. Counted once for a thread. The thread still has to be saved. */
export function handOver(tx: Tx, thread: Thread, reason: string): void {
  const { ticket, conversation } = thread
  if (ticket !== null) {
    ticket.escalation_reason = cutCharacters(reason, REASON_MAX_CHARACTERS)
    // Before it has answered anything: what becomes of it is counted all the same.  [SV202]
    if (conversation.mode === 'assistant') ticket.ai_triage_result ??= 'escalated_no_reply'
  }
  takeOver(tx, thread, outcomeOf(reason))
}

/** The same without a reason: somebody has answered already. */
export function takeOver(tx: Tx, thread: Thread, outcome: HandOverOutcome = 'reply'): void {
  if (thread.conversation.mode === 'people') return
  thread.conversation.mode = 'people'
  tx.count({ what: 'handed_over', outcome, conversation: thread.conversation.id })
}

type HandOverOutcome = Extract<Counted, { what: 'handed_over' }>['outcome']

const COUNTED: readonly HandOverOutcome[] = [
  'visitor_request',
  'no_answer',
  'no_articles',
  'quota',
  'rule_words',
  'rule_tag',
  'rule_hours',
  'rule_answers',
  'assistant_unavailable',
]

/** An assistant may give any text as its reason, and a label takes a few. */
function outcomeOf(reason: string): HandOverOutcome {
  return COUNTED.find((known) => known === reason) ?? 'other'
}
