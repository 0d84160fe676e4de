/** `GET tickets/assistant_outcomes/`: what became of what the assistant has answered. */

import {
  type AssistantOutcomes,
  assistantOutcomesSchema,
  countSchema,
  OUTCOME_DAYS_MAX,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { countAssistantTickets } from '../../operations/assistant-tickets.ts'
import { invalid } from '../../problem-response.ts'
import { json } from '../declaration.ts'
import { readCount } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const DAY_MS = 24 * 60 * 60_000
const DEFAULT_DAYS = 7

export function assistantOutcomesRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/tickets/assistant_outcomes',
    action: 'ticket.count',
    summary: 'What became of the tickets that the assistant has answered',
    query: {
      days: {
        description: `Of tickets that changed within so many days: ${DEFAULT_DAYS} unless told otherwise, ${OUTCOME_DAYS_MAX} at most.`,
        schema: countSchema,
      },
    },
    answers: { 200: json(assistantOutcomesSchema) },
    async handle({ url, principal: { project } }) {
      const days = readDays(url)
      const withinMs = days * DAY_MS
      const counts = await store.read((tx) => countAssistantTickets(tx, { project, withinMs }))
      const answer: AssistantOutcomes = { days, ...counts }
      return jsonResponse(answer)
    },
  })
}

/** @throws Refusal 400: numbers of other days than those asked for would mislead */
function readDays(url: URL): number {
  if (!url.searchParams.get('days')) return DEFAULT_DAYS
  const days = readCount(url, 'days')
  if (days !== null && days >= 1 && days <= OUTCOME_DAYS_MAX) return days
  throw invalid('days', `Must be a whole number from 1 to ${OUTCOME_DAYS_MAX}.`)
}
