/** Which limits a call uses, by what it does and who asks. */
import type { Action } from '../auth/authorise.ts'
import type { KeyPrincipal, Principal } from '../auth/principal.ts'
import type { RateName } from './limit-settings.ts'
import type { Limits, Use } from './limits.ts'

/** Those by which a visitor says something. */
const MESSAGES: ReadonlySet<Action> = new Set([
  'conversation.stream',
  'conversation.append',
  'conversation.open',
  'queue.write',
])

/** @throws Refusal 429 before anything is done */
export function useLimitsOfCall(limits: Limits, principal: Principal, action: Action): void {
  if (principal.kind === 'key') {
    limits.use(...usesOfKey(principal, action))
    return
  }
  const { visitor, project } = principal
  limits.use(
    ['requests_per_visitor', visitor],
    ['requests_per_project', project],
    ...(MESSAGES.has(action) ? [['messages_per_visitor', visitor] as const] : []),
  )
}

/**
 * Used where a visitor's thread is made, so that finding it again costs nothing.
 *
 * @throws Refusal 429, which takes back what the transaction has made
 */
export function useLimitsOfNewThread(limits: Limits, principal: Principal): void {
  if (principal.kind === 'key') return
  limits.use(
    ['new_conversations_per_visitor', principal.visitor],
    ['new_conversations_per_address', principal.address],
  )
}

function usesOfKey({ id, agent }: KeyPrincipal, action: Action): readonly Use<RateName>[] {
  switch (action) {
    case 'ticket.reply':
      return [
        ['replies_per_minute', id],
        ['replies_per_hour', id],
      ]
    case 'ticket.suggest':
      return [
        ['suggestions_per_minute', id],
        ['suggestions_per_day', id],
      ]
    case 'conversation.open':
    case 'conversation.stream':
      if (agent === null) return [['server_streams_per_minute', id]]
      return [
        ['streams_started_per_minute', id],
        ['streams_started_per_day', id],
      ]
    default:
      return []
  }
}
