/**
 * How many answers of its assistant a project pays for. They are counted from the runs that were
 * begun in the month, so nothing can be forgotten or counted twice.
 */
import { findConversationsSettings } from '../auth/conversations-settings.ts'
import { lockProject } from '../auth/lock-project.ts'
import { quotaExhausted } from '../problem-response.ts'
import type { ReadTx } from '../store/store.ts'

/** @throws Refusal 402 when the project has had its answers of this month */
export async function refuseBeyondQuota(tx: ReadTx, project: number): Promise<void> {
  const { limit, isExhausted, endsAt } = await readQuota(tx, project)
  if (limit !== null && isExhausted) throw quotaExhausted(limit, endsAt)
}

/**
 * Whether no further answer may be begun. In a write, what this says holds until the transaction
 * ends: others who ask wait for it.
 */
export async function isQuotaExhausted(tx: ReadTx, project: number): Promise<boolean> {
  return (await readQuota(tx, project)).isExhausted
}

interface Quota {
  readonly limit: number | null
  readonly isExhausted: boolean
  /** When the next month begins. */
  readonly endsAt: number
}

async function readQuota(tx: ReadTx, project: number): Promise<Quota> {
  const { begin, end } = monthOf(tx.now)
  const limit = tx.policy.hasAssistant ? await findLimit(tx, project) : null
  if (limit === null || limit === 0) return { limit, isExhausted: limit === 0, endsAt: end }
  // The row of the project is the lock of its quota. Without one, nobody waits for anybody.
  await lockProject(tx, project)
  // No more of them are looked at than there may be.
  const last = await tx.db
    .selectFrom('runs')
    .select('id')
    .where('project_id', '=', project)
    .where('begun_at', '>=', begin)
    .where('begun_at', '<', end)
    .offset(limit - 1)
    .limit(1)
    .executeTakeFirst()
  return { limit, isExhausted: last !== undefined, endsAt: end }
}

async function findLimit(tx: ReadTx, project: number): Promise<number | null> {
  const ofProject = (await findConversationsSettings(tx, project))?.answers_per_month ?? null
  return ofProject === 'default' ? tx.policy.answersPerMonth : ofProject
}

function monthOf(ms: number): { begin: number; end: number } {
  const date = new Date(ms)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { begin: Date.UTC(year, month), end: Date.UTC(year, month + 1) }
}
