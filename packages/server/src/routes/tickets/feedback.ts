/** `POST tickets/:id/ai_feedback/`: whether an answer of the assistant was any good. */

import { type Accepted, acceptedSchema, aiFeedbackRequestSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function feedbackRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets/:ticket/ai_feedback',
    action: 'ticket.rate',
    summary: 'Say whether an answer of the assistant was any good',
    body: aiFeedbackRequestSchema,
    answers: { 202: json(acceptedSchema) },
    async handle(call) {
      const { message_id, rating, feedback_text } = await call.readBody()
      const { principal } = call
      const agent = principal.kind === 'key' ? principal.agent : null
      await store.write(async (tx) => {
        const { ticket } = await accessTicket(tx, call, 'ticket.rate')
        const opinion = { rating, feedback_text, created_at: tx.now }
        await tx.db
          .insertInto('ai_feedback')
          .values({
            ticket_id: ticket.id,
            message_id,
            rater: agent === null ? 'key' : `agent:${agent}`,
            ...opinion,
          })
          .onConflict((conflict) =>
            conflict.columns(['ticket_id', 'message_id', 'rater']).doUpdateSet(opinion),
          )
          .execute()
      })
      const answer: Accepted = { status: 'accepted' }
      return jsonResponse(answer, { status: 202 })
    },
  })
}
