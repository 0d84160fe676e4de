/**
 * The sandbox runtime: a conversation whose messages come by `open`, which answers with the handle of
 * the run that takes them. It is the same assistant that answers; the run of a message is begun with
 * it, or was warm before.
 */
import type { OpenedRun, OpenRunRequest } from '@porchlight/protocol'
import type { Principal } from '../auth/principal.ts'
import { invalid } from '../problem-response.ts'
import type { RunRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { findRepetition } from '../thread/message-rows.ts'
import { addTicket, NOTHING_TOLD } from '../thread/open-ticket.ts'
import { enqueue } from '../thread/queue.ts'
import { sendNow } from '../thread/send-message.ts'
import { readSentWith } from '../thread/sent-with.ts'
import { findOrCreateThread, type Thread } from '../thread/thread.ts'
import { isQuotaExhausted, refuseBeyondQuota } from './answers-quota.ts'
import { isAnswerable } from './begin-run.ts'
import { findWarmRun, hasWarmPlace, renewWarmRun, warmRun } from './warm-runs.ts'

export interface Opening extends OpenRunRequest {
  readonly conversation: string
  readonly principal: Principal
  /** Of the request: they name the session. */
  readonly headers: Headers
  /** @throws Refusal for a conversation that is not the sender's to open */
  check(thread: Thread): void
  /** Called before one is made. @throws Refusal when there are too many */
  onNewThread(): void
}

const NO_RUN = 'This conversation has no active run to continue.'

/** No run can be warmed, so the transaction makes nothing. */
export class NothingWarmed extends Error {}

/**
 * Sends the message, or warms a run when there is none.
 *
 * @param known the conversation, or null when there is none under that id
 * @throws NothingWarmed
 * @throws Refusal 400 for another runtime, and where no run would answer; 402 beyond the quota
 */
export async function openRun(tx: Tx, known: Thread | null, opening: Opening): Promise<OpenedRun> {
  if (known !== null) checkRuntime(known)
  const { content } = opening
  if (content === null) return await warm(tx, known, opening)
  if (known === null) opening.onNewThread()
  return await send(tx, known ?? (await create(tx, opening)), { ...opening, content })
}

function checkRuntime({ conversation }: Thread): void {
  if (conversation.agent_runtime === 'sandbox') return
  throw invalid(null, 'This conversation is not on the sandbox runtime.')
}

async function warm(tx: Tx, known: Thread | null, opening: Opening): Promise<OpenedRun> {
  if (known === null && !tx.policy.hasAssistant) throw new NothingWarmed()
  // Before the project is locked, as whoever sends a message does.
  const thread = known ?? (await create(tx, opening))
  const running = await findHandle(tx, thread)
  if (running !== null) return running
  if (!isAnswerable(tx, thread)) throw new NothingWarmed()
  const { project } = opening.principal
  if (await isQuotaExhausted(tx, project)) throw new NothingWarmed()
  if (!(await hasWarmPlace(tx, project))) throw new NothingWarmed()
  if (known === null) opening.onNewThread()
  const run = await loadRun(tx, await warmRun(tx, thread))
  return toHandle(run, { isNew: true, trace: null })
}

/** The run that is on, or waits; it goes on waiting. */
async function findHandle(tx: Tx, { conversation }: Thread): Promise<OpenedRun | null> {
  const { id, run_id: active } = conversation
  const run = active === null ? await findWarmRun(tx, id) : await loadRun(tx, active)
  if (run?.state === 'warm') await renewWarmRun(tx, run)
  return run && toHandle(run, { isNew: false, trace: null })
}

async function send(
  tx: Tx,
  thread: Thread,
  opening: Opening & { readonly content: string },
): Promise<OpenedRun> {
  const { content, trace_id: id, principal } = opening
  const { conversation } = thread
  const draft = { id, content, author: 'visitor', sentWith: sentWithOf(opening) } as const
  if ((await findRepetition(tx, thread, draft)) !== null) {
    return toHandle(await loadLastRun(tx, thread), { isNew: false, trace: id })
  }
  // Whoever asks: the answer is the handle of a run, and there would be none.
  await refuseBeyondQuota(tx, conversation.project_id)
  if (conversation.run_id !== null) {
    // The run goes on with it when it has said what it is saying.
    const active = await loadRun(tx, conversation.run_id)
    await enqueue(tx, thread, { draft, more: false })
    return toHandle(active, { isNew: false, trace: id })
  }
  if (!isAnswerable(tx, thread)) throw invalid(null, NO_RUN)
  const warmed = await findWarmRun(tx, conversation.id)
  if (principal.kind === 'visitor' && thread.ticket === null) {
    await addTicket(tx, thread, { ...NOTHING_TOLD, session_id: draft.sentWith.session_id })
  }
  await sendNow(tx, thread, { ...draft, by: principal.kind })
  const run = await loadLastRun(tx, thread)
  return toHandle(run, { isNew: run.id !== warmed?.id, trace: id })
}

/** What the page points at is told like any other context of it. */
function sentWithOf({ attached_context: attached, headers }: Opening) {
  const uiContext = attached.length === 0 ? null : { attached_context: attached }
  return readSentWith(
    { contextual_tools: null, ui_context: uiContext, billing_context: null, agent_mode: null },
    headers,
  )
}

async function create(tx: Tx, opening: Opening): Promise<Thread> {
  const { conversation: id, principal } = opening
  const thread = await findOrCreateThread(tx, {
    id,
    project: principal.project,
    visitor: principal.kind === 'visitor' ? principal.visitor : null,
    runtime: 'sandbox',
  })
  // Somebody may have made it meanwhile: somebody else, or in another way.
  opening.check(thread)
  checkRuntime(thread)
  return thread
}

async function loadRun(tx: ReadTx, id: string): Promise<RunRow> {
  return await tx.db.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** The run that is on, or was last. @throws Refusal 400 when there was never one */
async function loadLastRun(tx: ReadTx, { conversation }: Thread): Promise<RunRow> {
  if (conversation.run_id !== null) return await loadRun(tx, conversation.run_id)
  const run = await tx.db
    .selectFrom('runs')
    .selectAll()
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'ended')
    .where('outcome', '!=', 'unused')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (run === undefined) throw invalid(null, NO_RUN)
  return run
}

function toHandle(run: RunRow, told: { isNew: boolean; trace: string | null }): OpenedRun {
  return {
    task_id: run.conversation_id,
    run_id: run.id,
    trace_id: told.trace,
    run_status: statusOf(run),
    just_created_run: told.isNew,
  }
}

function statusOf({ state, lease_until: leaseUntil, outcome }: RunRow): OpenedRun['run_status'] {
  if (state === 'warm' || (state === 'active' && leaseUntil === null)) return 'queued'
  if (state === 'active') return 'in_progress'
  if (outcome === 'done') return 'completed'
  return outcome === 'canceled' ? 'cancelled' : 'failed'
}
