/**
 * Who may do what: the one table, and the one function that reads it. Every route names its action
 * here; a test walks all routes with all principals.
 */
import { notFound, permissionDenied, type Refusal } from '../problem-response.ts'
import type { ConversationRow } from '../store/schema.ts'
import type { Principal } from './principal.ts'

/**
 * - `own`: what belongs to this visitor. `any`: no object is involved yet.
 * - `hidden`: a team endpoint; to a visitor it is not there.
 */
type VisitorRule = 'own' | 'any' | 'hidden'

/** - `project`: everything of its project. `denied`: for visitors only. */
type KeyRule = 'project' | 'denied'

interface Rule {
  readonly visitor: VisitorRule
  readonly key: KeyRule
}

/** Everything that can be done with a principal. */
export type Action =
  | `ticket.${'open' | 'list' | 'read' | 'messages' | 'reply' | 'update'}`
  | `conversation.${'list' | 'stream' | 'read' | 'append' | 'cancel' | 'mark_read'}`
  | `queue.${'read' | 'write'}`
  | 'events.read'

const RULES: Readonly<Record<Action, Rule>> = {
  'ticket.open': { visitor: 'any', key: 'denied' },
  'ticket.list': { visitor: 'hidden', key: 'project' },
  'ticket.read': { visitor: 'hidden', key: 'project' },
  'ticket.messages': { visitor: 'hidden', key: 'project' },
  'ticket.reply': { visitor: 'hidden', key: 'project' },
  'ticket.update': { visitor: 'own', key: 'project' },
  'conversation.list': { visitor: 'any', key: 'project' },
  'conversation.stream': { visitor: 'own', key: 'project' },
  'conversation.read': { visitor: 'own', key: 'project' },
  'conversation.append': { visitor: 'own', key: 'project' },
  'conversation.cancel': { visitor: 'own', key: 'project' },
  'conversation.mark_read': { visitor: 'own', key: 'project' },
  'queue.read': { visitor: 'own', key: 'project' },
  'queue.write': { visitor: 'own', key: 'project' },
  'events.read': { visitor: 'any', key: 'project' },
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
  if (principal.kind === 'key' && rule.key === 'denied') return permissionDenied()
  if (principal.kind === 'visitor' && rule.visitor === 'hidden') return notFound()
  if (owned === undefined) return null
  if (owned === null || owned.deleted_at !== null) return notFound()
  if (owned.project_id !== principal.project) return notFound()
  // Whatever the rule, an object is only ever the visitor's own.
  const isForeign = principal.kind === 'visitor' && owned.visitor_id !== principal.visitor
  return isForeign ? notFound() : null
}
