/** A link is used: the tickets move, and the browser that had them has them no more. */
import { lockProject } from '../auth/lock-project.ts'
import { recordMessageEvent, recordThreadEvent } from '../feed/record-event.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, saveThread, type Thread } from '../thread/thread.ts'
import { hashOfLink, type Mailed } from './mail-link.ts'
import { findRestorable, type Restorable } from './restorable-tickets.ts'

/** What became of a link. */
export type Redeemed =
  | { readonly status: 'success'; readonly moved: readonly Moved[] }
  | { readonly status: 'invalid' | 'used' | 'expired' }

export interface Moved {
  readonly ticket: string
  readonly conversation: string
}

/** What is redeemed, and for whom. */
export interface Redeeming
  extends Pick<Restorable, 'project' | 'of'>,
    Pick<Mailed, 'token' | 'asker'> {
  /** Locks or makes who redeems. @returns their visitor */
  readonly openVisitor: (tx: Tx) => Promise<string>
}

/** Moves the tickets of the link's address, all in the transaction that uses the link up. */
export async function redeemLink(tx: Tx, redeeming: Redeeming): Promise<Redeemed> {
  const { project, of } = redeeming
  const link = { project, hash: hashOfLink(redeeming) }
  const known = await findLink(tx, link)
  if ('status' in known) return known
  const { email } = known
  const visitor = await redeeming.openVisitor(tx)
  const tickets = await lockTickets(tx, { project, email, of })
  // Of two who redeem links to one address at once, the second finds its own used.
  await lockProject(tx, project)
  const still = await findLink(tx, link)
  if ('status' in still) return still
  // The other links to this address are void as well: one of them may be in wrong hands.
  await tx.db
    .updateTable('restore_tokens')
    .set({ used_at: tx.now })
    .where('project_id', '=', project)
    .where('email', '=', email)
    .where('used_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .execute()
  for (const { thread } of tickets) await move(tx, thread, visitor)
  const moved = tickets
    .sort((a, b) => a.place - b.place)
    .map(({ id, thread }) => ({ ticket: id, conversation: thread.conversation.id }))
  return { status: 'success', moved }
}

/** Tells whoever had it that it is gone, and whoever has it now of every message. */
async function move(tx: Tx, thread: Thread, visitor: string): Promise<void> {
  const { conversation } = thread
  if (conversation.visitor_id === visitor) return
  const before = { ...conversation }
  conversation.visitor_id = visitor
  saveThread(tx, thread)
  recordThreadEvent(tx, before)
  const messages = await tx.db
    .selectFrom('messages')
    .select(['id', 'is_private'])
    .where('conversation_id', '=', conversation.id)
    .where('is_private', '=', 0)
    .orderBy('seq')
    .execute()
  for (const message of messages) recordMessageEvent(tx, conversation, message)
}

async function findLink(
  tx: Tx,
  { project, hash }: { readonly project: number; readonly hash: string },
): Promise<{ readonly email: string } | Exclude<Redeemed, { status: 'success' }>> {
  const token = await tx.db
    .selectFrom('restore_tokens')
    .selectAll()
    .where('hash', '=', hash)
    .where('project_id', '=', project)
    .executeTakeFirst()
  if (token === undefined) return { status: 'invalid' }
  if (token.used_at !== null) return { status: 'used' }
  if (token.expires_at <= tx.now) return { status: 'expired' }
  return { email: token.email }
}

/** Those that are still to be had when they are locked, each with its place in the list. */
async function lockTickets(
  tx: Tx,
  restorable: Restorable,
): Promise<{ readonly id: string; readonly place: number; readonly thread: Thread }[]> {
  const found = (await findRestorable(tx, restorable)).map((ticket, place) => ({
    ...ticket,
    place,
  }))
  const locked: { id: string; place: number; thread: Thread }[] = []
  // Locks are taken in the order of the ids.
  found.sort((a, b) => (a.conversation_id < b.conversation_id ? -1 : 1))
  for (const { id, place, conversation_id: conversation } of found) {
    const thread = await loadThread(tx, conversation)
    // Before it was locked, somebody may have proven that it is theirs, or have erased it.
    const [still] = await findRestorable(tx, restorable, conversation)
    if (thread !== null && still !== undefined) locked.push({ id, place, thread })
  }
  return locked
}
