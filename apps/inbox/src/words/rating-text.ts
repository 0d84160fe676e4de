/** What a visitor thought of a conversation. */
import type { TicketMessage } from '@porchlight/protocol'
import { voiceOf } from '../thread/voice.ts'
import type { Fact } from './fact-text.ts'

/** As the server writes a rating into the thread. */
const RATING = /^Rating: ([1-5]) of 5(?:\n\n([\s\S]+))?$/

/** The last rating among these messages. Nobody but the server writes as the system. */
export function ratingFacts(messages: readonly TicketMessage[]): readonly Fact[] {
  for (const message of [...messages].reverse()) {
    const [, score, comment] = (voiceOf(message) === 'system' && RATING.exec(message.content)) || []
    if (score === undefined) continue
    const said = comment === undefined ? [] : [{ name: 'Said', value: comment }]
    return [{ name: 'Rating', value: `${score} of 5` }, ...said]
  }
  return []
}
