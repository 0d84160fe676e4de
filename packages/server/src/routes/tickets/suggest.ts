/** `POST tickets/:id/suggest_reply/`: what the assistant would say. Nothing is posted or stored. */

import { type Suggestion, suggestionSchema } from '@porchlight/protocol'
import type { AssistantTurn } from '../../assistant/assistant.ts'
import { jsonResponse } from '../../json-response.ts'
import {
  assistantNotApproved,
  nothingToAnswer,
  suggestionFailed,
} from '../../published-refusals.ts'
import { readHistory } from '../../thread/read-history.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function suggestRoute({ store, policy, suggestReply }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets/:ticket/suggest_reply',
    action: 'ticket.suggest',
    summary: 'What the assistant would say to the last message of the visitor',
    answers: { 200: json(suggestionSchema) },
    async handle(call) {
      const { history, project } = await store.read(async (tx) => {
        const { conversation } = await accessTicket(tx, call, 'ticket.suggest')
        const history = await readHistory(tx, conversation.id)
        return { history, project: conversation.project_id }
      })
      if (suggestReply === null || !policy.hasAssistant) throw assistantNotApproved()
      if (history.length === 0) throw nothingToAnswer()
      const outcome = await suggestReply(upToQuestion(history), { project })
      if (outcome.kind !== 'suggestion') {
        throw suggestionFailed(outcome.kind === 'empty' ? 'validation_error' : 'unknown_error')
      }
      const answer: Suggestion = { suggestion: outcome.text, citations: outcome.citations }
      return jsonResponse(answer)
    },
  })
}

/** An assistant answers the last turn, so that has to be the visitor's, wherever there is one. */
function upToQuestion(history: readonly AssistantTurn[]): readonly AssistantTurn[] {
  const last = history.findLastIndex(({ author }) => author === 'visitor')
  return last === -1 ? history : history.slice(0, last + 1)
}
