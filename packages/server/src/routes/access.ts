/** From ids in a path to a thread that the caller may touch. */
import { parse, uuidSchema } from '@porchlight/protocol'
import { type Action, authorise, type Owned } from '../auth/authorise.ts'
import { currentPrincipal } from '../auth/current-principal.ts'
import { notFound, type Refusal } from '../problem-response.ts'
import { foreignConversation } from '../published-refusals.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { askAheadOfMessage } from '../thread/ask-ahead.ts'
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

interface Asking {
  readonly action: Action
  readonly id: string | undefined
}

/** @throws Refusal 404 when it is not there, or not for this caller; 401 */
export async function accessThread(tx: ReadTx, call: Call, asking: Asking): Promise<Thread> {
  return admit(asking.action, await Promise.all(look(tx, call, asking)))
}

/** The same for a thread in which a message is to be posted: what that has to know comes along. */
export async function accessThreadToPost(
  tx: Tx,
  call: Call,
  asking: Asking & { readonly message: string },
): Promise<Thread> {
  const found = look(tx, call, asking)
  const { project } = call.principal
  const thread = idOf(asking)
  // Behind the lock of the thread, or another message could come between.
  if (thread !== null) askAheadOfMessage(tx, { project, thread, id: asking.message })
  return admit(asking.action, await Promise.all(found))
}

function idOf({ id }: Asking): string | null {
  const uuid = parse(uuidSchema, id)
  return uuid.ok ? uuid.value : null
}

type Found = readonly [call: Call, thread: Thread | null]

/** Both are under way when this returns. */
function look(
  tx: ReadTx,
  call: Call,
  asking: Asking,
): readonly [Promise<Call>, Promise<Thread | null> | null] {
  const id = idOf(asking)
  return [currentCall(tx, call), id === null ? null : loadThread(tx, id)]
}

function admit(action: Action, [{ principal }, thread]: Found): Thread {
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
