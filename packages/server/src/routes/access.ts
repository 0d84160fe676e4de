/** From ids in a path to a thread that the caller may touch. */
import { parse, uuidSchema } from '@porchlight/protocol'
import { type Action, authorise, type Owned } from '../auth/authorise.ts'
import { currentPrincipal } from '../auth/current-principal.ts'
import { foreignConversation, notFound, type Refusal } from '../problem-response.ts'
import type { ReadTx } from '../store/store.ts'
import { loadThread, type Thread, type TicketThread } from '../thread/thread.ts'
import type { Call } from './route.ts'

/**
 * The call as this transaction has to see it: from whoever the sender is by now. Whatever finds or
 * makes a thread for a visitor begins with it, before the thread is loaded.
 *
 * @throws Refusal 401 when the sender's token is gone
 */
export async function currentCall(tx: ReadTx, call: Call): Promise<Call> {
  return { ...call, principal: await currentPrincipal(tx, call.principal) }
}

/** @throws Refusal 404 when it is not there, or not for this caller; 401 */
export async function accessThread(
  tx: ReadTx,
  call: Call,
  { action, id }: { action: Action; id: string | undefined },
): Promise<Thread> {
  const uuid = parse(uuidSchema, id)
  const [{ principal }, thread] = await Promise.all([
    currentCall(tx, call),
    uuid.ok ? loadThread(tx, uuid.value) : null,
  ])
  const refusal = authorise(principal, action, thread?.conversation ?? null)
  if (refusal !== null) throw refusal
  if (thread === null) throw notFound()
  return thread
}

/**
 * The refusal that the published API has for a key, beside which a visitor learns nothing: one for
 * what is gone or never was, another for what another project has.
 *
 * @returns null for a visitor, and for what the key may touch
 */
export function refusePublished(
  { principal }: Call,
  owned: Owned | null,
  words: { readonly missing: Refusal | null; readonly gone: Refusal; readonly foreign: 400 | 403 },
): Refusal | null {
  if (principal.kind !== 'key') return null
  if (owned === null) return words.missing
  if (owned.project_id !== principal.project) return foreignConversation(words.foreign)
  return owned.deleted_at === null ? null : words.gone
}

/** The same by the id or the number of its ticket. */
export async function accessTicket(tx: ReadTx, call: Call, action: Action): Promise<TicketThread> {
  const conversation = await findConversation(tx, call)
  const thread = await accessThread(tx, call, { action, id: conversation })
  const { ticket } = thread
  if (ticket === null) throw notFound()
  return { ...thread, ticket }
}

async function findConversation(tx: ReadTx, call: Call): Promise<string | undefined> {
  const text = call.params.ticket ?? ''
  const query = tx.db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('project_id', '=', call.principal.project)
  const isNumber = /^\d{1,9}$/.test(text)
  const id = parse(uuidSchema, text)
  if (!isNumber && !id.ok) return undefined
  const row = await (id.ok
    ? query.where('id', '=', id.value)
    : query.where('number', '=', Number(text))
  ).executeTakeFirst()
  return row?.conversation_id
}
