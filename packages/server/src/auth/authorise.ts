/**
 * Who may do what: the one table, and the one function that reads it. Every route names its action
 * here; a test walks all routes with all principals.
 */
import { notFound, permissionDenied, type Refusal, scopeMissing } from '../problem-response.ts'
import type { ConversationRow } from '../store/schema.ts'
import type { Principal } from './principal.ts'
import { grants, type NeededScope } from './scopes.ts'

/**
 * - `own`: what belongs to this visitor. `any`: no object is involved yet.
 * - `hidden`: a team endpoint; to a visitor it is not there.
 */
type VisitorRule = 'own' | 'any' | 'hidden'

/** The scope a key needs for it, within its project; `denied`: for visitors only. */
type KeyRule = NeededScope | 'denied'

/** A row of the table. */
export interface Rule {
  readonly visitor: VisitorRule
  readonly key: KeyRule
}

/** Everything that can be done with a principal. */
export type Action =
  | `ticket.${'open' | 'list' | 'count' | 'read' | 'update' | 'delete' | 'bulk'}`
  | `ticket.${'messages' | 'reply' | 'edit_note' | 'suggest' | 'rate'}`
  | `view.${'read' | 'write'}`
  | `macro.${'read' | 'write'}`
  | `profile_config.${'read' | 'write'}`
  | `conversation.${'list' | 'stream' | 'read' | 'append' | 'cancel' | 'mark_read'}`
  | `conversation.${'delete' | 'open' | 'activity'}`
  | `queue.${'read' | 'write'}`
  | `agent.${'list' | 'picture' | 'sign_out'}`
  | `settings.${'read' | 'write'}`
  | `api_key.${'list' | 'create' | 'revoke'}`
  | `visitor.${'export' | 'erase'}`
  | 'events.read'
  | 'mail.list'

const RULES: Readonly<Record<Action, Rule>> = {
  'ticket.open': { visitor: 'any', key: 'ticket:write' },
  'ticket.list': { visitor: 'hidden', key: 'ticket:read' },
  'ticket.read': { visitor: 'hidden', key: 'ticket:read' },
  'ticket.messages': { visitor: 'hidden', key: 'ticket:read' },
  'ticket.reply': { visitor: 'hidden', key: 'ticket:write' },
  'ticket.update': { visitor: 'own', key: 'ticket:write' },
  'ticket.count': { visitor: 'hidden', key: 'ticket:read' },
  'ticket.delete': { visitor: 'hidden', key: 'ticket:write' },
  'ticket.bulk': { visitor: 'hidden', key: 'ticket:write' },
  'ticket.edit_note': { visitor: 'hidden', key: 'ticket:write' },
  'ticket.suggest': { visitor: 'hidden', key: 'ticket:write' },
  'ticket.rate': { visitor: 'hidden', key: 'ticket:write' },
  // A mail may hold a link by which its reader signs in.
  'mail.list': { visitor: 'hidden', key: '*' },
  'settings.read': { visitor: 'hidden', key: 'project:read' },
  'settings.write': { visitor: 'hidden', key: 'project:write' },
  // Who may make a key may do everything: by the key that they make.
  'api_key.list': { visitor: 'hidden', key: '*' },
  'api_key.create': { visitor: 'hidden', key: '*' },
  'api_key.revoke': { visitor: 'hidden', key: '*' },
  // All that somebody has ever said, and all of it for good.
  'visitor.export': { visitor: 'hidden', key: '*' },
  'visitor.erase': { visitor: 'hidden', key: '*' },
  'view.read': { visitor: 'hidden', key: 'ticket:read' },
  'view.write': { visitor: 'hidden', key: 'ticket:write' },
  'macro.read': { visitor: 'hidden', key: 'ticket:read' },
  'macro.write': { visitor: 'hidden', key: 'ticket:write' },
  'profile_config.read': { visitor: 'hidden', key: 'customer_profile_config:read' },
  'profile_config.write': { visitor: 'hidden', key: 'customer_profile_config:write' },
  'conversation.list': { visitor: 'any', key: 'conversation:read' },
  'conversation.stream': { visitor: 'own', key: 'conversation:write' },
  'conversation.read': { visitor: 'own', key: 'conversation:read' },
  'conversation.append': { visitor: 'own', key: 'conversation:write' },
  'conversation.cancel': { visitor: 'own', key: 'conversation:write' },
  'conversation.delete': { visitor: 'own', key: 'conversation:write' },
  'conversation.open': { visitor: 'own', key: 'conversation:write' },
  'conversation.mark_read': { visitor: 'own', key: 'conversation:write' },
  // Of a key the scope that a reply needs.
  'conversation.activity': { visitor: 'own', key: 'ticket:write' },
  'queue.read': { visitor: 'own', key: 'conversation:read' },
  'queue.write': { visitor: 'own', key: 'conversation:write' },
  'agent.list': { visitor: 'hidden', key: 'ticket:read' },
  // It stands on what they answer.
  'agent.picture': { visitor: 'hidden', key: 'ticket:write' },
  'agent.sign_out': { visitor: 'hidden', key: 'ticket:read' },
  'events.read': { visitor: 'any', key: 'ticket:read' },
}

/** The row of the table, for those who tell of it. */
export function ruleOf(action: Action): Rule {
  return RULES[action]
}

/** Whether somebody may know that there is such a thing to be done, whoever may do it. */
export function isThere(principal: Principal, action: Action): boolean {
  return principal.kind === 'key' || RULES[action].visitor !== 'hidden'
}

/** What an action is done to. */
export type Owned = Pick<ConversationRow, 'project_id' | 'visitor_id' | 'deleted_at'>

/**
 * Decides before anything is done.
 *
 * @param owned the conversation it is about; `null` when it was looked for and is not there,
 * `undefined` when the action is not about one
 * @returns null when it is allowed. What is foreign is refused exactly as what does not exist.
 */
export function authorise(
  principal: Principal,
  action: Action,
  owned?: Owned | null,
): Refusal | null {
  const rule = RULES[action]
  if (principal.kind === 'key') {
    if (rule.key === 'denied') return permissionDenied()
    if (!grants(principal.scopes, rule.key)) return scopeMissing(rule.key)
  }
  if (!isThere(principal, action)) return notFound()
  if (owned === undefined) return null
  if (owned === null || owned.deleted_at !== null) return notFound()
  if (owned.project_id !== principal.project) return notFound()
  // Whatever the rule, an object is only ever the visitor's own.
  const isForeign = principal.kind === 'visitor' && owned.visitor_id !== principal.visitor
  return isForeign ? notFound() : null
}
