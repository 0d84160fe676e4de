/**
 * A visitor becomes a person. The first browser that proves it makes its visitor the person's;
 * what a further browser has said moves to that visitor, and its tokens with it: one way, only what
 * is this browser's own, and all of it in one transaction.
 */
import { identityConflict, identityRefused } from '../problem-response.ts'
import type { VisitorRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { loadThread, saveThread } from '../thread/thread.ts'
import { lockBrowser } from './current-principal.ts'
import { lockIdentityKeys } from './identity-keys.ts'
import type { ProvenIdentity } from './identity-token.ts'
import type { VisitorPrincipal } from './principal.ts'

/**
 * Repeating it changes nothing more.
 *
 * @returns the visitor that the browser is from now on
 * @throws Refusal 409 when this visitor was proven to be somebody else; 401 when its token is gone,
 * or all keys of the project are
 */
export async function identifyVisitor(
  tx: Tx,
  principal: VisitorPrincipal,
  { subject, traits }: ProvenIdentity,
): Promise<string> {
  const { project } = principal
  if (!(await lockIdentityKeys(tx, project))) throw identityRefused()
  // Before any thread: a request holds its token while it waits for one.
  const id = await lockBrowser(tx, principal)
  const [own, person] = [await findById(tx, id), await findBySubject(tx, project, subject)]
  if (own === undefined) throw new Error('a visitor is authenticated, and is not there')
  if (own.subject !== null && own.subject !== subject) throw identityConflict()
  const visitor = person?.id ?? id
  const told = { ...JSON.parse(person?.verified_traits ?? '{}'), ...traits }
  await tx.db
    .updateTable('visitors')
    .set({ subject, verified_traits: JSON.stringify(told) })
    .where('id', '=', visitor)
    .execute()
  if (own.subject === null) await moveThreads(tx, { from: id, to: visitor, subject })
  if (visitor !== id) await moveTokens(tx, { from: id, to: visitor })
  return visitor
}

interface Move {
  readonly from: string
  readonly to: string
}

/** The feeds of the team and of the person tell of every thread anew. */
async function moveThreads(
  tx: Tx,
  { from, to, subject }: Move & { readonly subject: string },
): Promise<void> {
  const rows = await tx.db
    .selectFrom('conversations')
    .select('id')
    .where('visitor_id', '=', from)
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const thread = await loadThread(tx, id)
    if (thread?.conversation.visitor_id !== from) continue
    thread.conversation.visitor_id = to
    if (thread.ticket !== null) {
      thread.ticket.distinct_id = subject
      thread.ticket.identity_verified = 1
    }
    saveThread(tx, thread)
  }
}

/**
 * The browser keeps its tokens, which are the person's from now on. Its streams end, and what it
 * reads next begins with a reset, since the feed it goes on with is another one.
 */
async function moveTokens(tx: Tx, { from, to }: Move): Promise<void> {
  for (const table of ['refresh_tokens', 'access_tokens'] as const) {
    await tx.db.updateTable(table).set({ visitor_id: to }).where('visitor_id', '=', from).execute()
  }
  tx.wake(`revoked:${from}`)
}

async function findById(tx: Tx, id: string): Promise<VisitorRow | undefined> {
  return await tx.db.selectFrom('visitors').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Locked, so that it is not erased meanwhile. */
async function findBySubject(
  tx: Tx,
  project: number,
  subject: string,
): Promise<VisitorRow | undefined> {
  return await tx.db
    .selectFrom('visitors')
    .selectAll()
    .where('project_id', '=', project)
    .where('subject', '=', subject)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
}
