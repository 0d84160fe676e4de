/**
 * Who calls the public widget API.
 *
 * A browser is known by its session id, a person by an id and its HMAC. Both may come together:
 * then the person also sees what that browser wrote before anybody was known.
 */
import type { WidgetCallerFields } from '@porchlight/protocol'
import { isHashOf, loadHashSecrets } from '../auth/identity-hash.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { forbidden } from './refusals.ts'
import type { Site } from './site.ts'

/** A caller whose proofs, if any, hold. */
export interface WidgetCaller {
  readonly project: number
  readonly sessionId: string | null
  /** The person, proven. */
  readonly distinctId: string | null
  /** Their address, proven as well. */
  readonly email: string | null
}

/** How far ahead a signed address may expire: a day, and what clocks may differ by. */
const EMAIL_CLAIM_MAX_MS = (24 * 60 + 5) * 60_000

/** @throws Refusal 403 for an id that is not proven, in whatever way */
export async function identify(
  tx: ReadTx,
  { project }: Site,
  fields: WidgetCallerFields,
): Promise<WidgetCaller> {
  const { widget_session_id: sessionId, identity_distinct_id: distinctId } = fields
  const caller = { project, sessionId, distinctId: null, email: null }
  if (distinctId === null || fields.identity_hash === null) return caller
  const secrets = await loadHashSecrets(tx, project)
  if (!isHashOf(distinctId, fields.identity_hash, secrets)) throw forbidden()
  return { ...caller, distinctId, email: provenEmail(tx.now, { ...fields, distinctId }, secrets) }
}

/** A claim that does not hold is no reason to refuse the person. */
function provenEmail(
  now: number,
  fields: WidgetCallerFields & { readonly distinctId: string },
  secrets: readonly string[],
): string | null {
  const { distinctId, identity_email, identity_hash_email: hash, identity_exp_email: exp } = fields
  if (identity_email === null || hash === null || exp === null) return null
  const expiresIn = exp * 1_000 - now
  if (expiresIn <= 0 || expiresIn > EMAIL_CLAIM_MAX_MS) return null
  const email = identity_email.trim().toLowerCase()
  if (email === '') return null
  const claim = ['v1', distinctId, 'email', email, exp].join('\0')
  return isHashOf(claim, hash, secrets) ? email : null
}

/** The visitors that this caller is, as far as they are there: one, or with a bridge two. */
export async function findVisitors(tx: ReadTx, caller: WidgetCaller): Promise<string[]> {
  const { project, distinctId, sessionId } = caller
  const rows = await tx.db
    .selectFrom('visitors')
    .select('id')
    .where('project_id', '=', project)
    .where('subject', '=', distinctId)
    .union(
      tx.db
        .selectFrom('visitors')
        .select('id')
        .where('project_id', '=', project)
        .where('widget_session_id', '=', sessionId),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/**
 * The visitor whom a caller's new tickets belong to: the person, who is the same by whatever way
 * they were proven, and otherwise the browser. Call it before a thread is loaded.  [SV148]
 */
export async function openVisitor(tx: Tx, caller: WidgetCaller): Promise<string> {
  const { project, distinctId, sessionId } = caller
  if (distinctId !== null) return await findOrMake(tx, project, { subject: distinctId })
  if (sessionId === null) throw new Error('nobody has called')
  return await openBrowser(tx, { project, sessionId })
}

/** The visitor that a browser with a stock client is. Call it before a thread is loaded.  [SV148] */
export async function openBrowser(
  tx: Tx,
  { project, sessionId }: { project: number; sessionId: string },
): Promise<string> {
  return await findOrMake(tx, project, { widget_session_id: sessionId })
}

type Name = { readonly subject: string } | { readonly widget_session_id: string }

/**
 * Locked, so that it is not erased before what is written for it is there. One that was erased while we
 * waited is made anew: its browser begins as somebody else.  [SV151]
 */
async function findOrMake(tx: Tx, project: number, name: Name): Promise<string> {
  const [column, value] =
    'subject' in name
      ? (['subject', name.subject] as const)
      : (['widget_session_id', name.widget_session_id] as const)
  for (;;) {
    // Two requests of a browser may be its first at the same time.
    await tx.db
      .insertInto('visitors')
      .values({ id: tx.createId(), project_id: project, created_at: tx.now, ...name })
      .onConflict((conflict) => conflict.columns(['project_id', column]).doNothing())
      .execute()
    const found = await tx.db
      .selectFrom('visitors')
      .select('id')
      .where('project_id', '=', project)
      .where(column, '=', value)
      .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
      .executeTakeFirst()
    if (found !== undefined) return found.id
  }
}
