/** `GET tickets/assistant_outcomes/`: what became of the tickets that an assistant has answered. Not published. */
import * as v from 'valibot'

/** Of this many days back at most. */
export const OUTCOME_DAYS_MAX = 90

/** Tickets that changed within so many days, by what became of them; each counts once. */
export interface AssistantOutcomes {
  readonly days: number
  /** Somebody said that the answer helped. */
  readonly resolved: number
  /** People answer. */
  readonly handed_over: number
  /** Neither, and nothing was said for a day. */
  readonly abandoned: number
  readonly under_way: number
}

export const assistantOutcomesSchema: v.GenericSchema<unknown, AssistantOutcomes> = v.object({
  days: v.number(),
  resolved: v.number(),
  handed_over: v.number(),
  abandoned: v.number(),
  under_way: v.number(),
})
