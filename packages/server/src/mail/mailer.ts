/**
 * Sends the mails that wait in the table, or keeps them for the team where there is no mail server.
 *
 * A mail is claimed before it is sent, by a lease of it: of several nodes one gets it, and one whose
 * sender has died is freed by another, which has counted the time of a lease. So a mail can come
 * twice, if a process dies between sending it and writing that down; it never gets lost.
 */
import type { Clock } from '@porchlight/protocol'
import { createCountdowns, type Lease } from '../countdowns.ts'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { MailRow } from '../store/schema.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import type { MailKind } from '../store/tables/mails.ts'
import type { Delivery, MailSender } from './mail-sender.ts'

export interface Mailer {
  /** Looks for mails that are due now. */
  wake(): void
  stop(): Promise<void>
}

/** Longer than any attempt takes: how long another process counts before it takes a mail for lost. */
export const LEASE_MS = 120_000

/** How long a shut-down waits for the mail under way. */
const STOP_LIMIT_MS = 3_000

/** How long to wait after each failure; after the last one the mail has failed. */
export const RETRY_AFTER_MS: readonly number[] = [1, 5, 15, 60, 180, 360, 720].map(
  (minutes) => minutes * 60_000,
)

/** What is due later than this is left for the next sweep. */
const LOOK_AHEAD_MS = 60_000

/** Mails that hold a secret; once they are out, nobody needs it here. */
const SECRET_KINDS: ReadonlySet<MailKind> = new Set(['sign_in', 'restore'])

export interface MailerPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  /** Null: mails are kept for the team to read. */
  readonly sender: MailSender | null
}

/** @returns a mailer that sleeps until the first wake-up */
export function createMailer({ store, clock, log, sender }: MailerPorts): Mailer {
  let stopTimer = (): void => {}
  let isStopped = false

  async function look(): Promise<void> {
    stopTimer()
    if (sender === null) return await store.write(keepAll)
    await freeLost()
    while (!isStopped) {
      const mail = await store.write(claim)
      if (mail === null) break
      const { id, recipient: to, subject, text } = mail
      const delivery = await sender.send({ id, to, subject, text })
      if (delivery.kind !== 'sent') log.info('mail_not_sent', { id, outcome: delivery.kind })
      await store.write((tx) => settle(tx, mail, delivery))
    }
    const nextAt = await store.read(async (tx) => {
      const row = await tx.db
        .selectFrom('mails')
        .select('next_at')
        .where('state', '=', 'waiting')
        .where('lease_until', 'is', null)
        .where('next_at', '<=', tx.now + LOOK_AHEAD_MS)
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst()
      return row?.next_at ?? null
    })
    if (nextAt === null || isStopped) return
    stopTimer = clock.setTimeout(loop.wake, Math.max(nextAt - clock.now(), 0))
  }

  /** Those whose process has died. None is our own: while we send one, we do not look. */
  async function freeLost(): Promise<void> {
    const leases = await store.read(readLeases)
    countdowns.keep(new Set(leases.map(({ id }) => id)))
    const lost = leases.filter(countdowns.isOver)
    if (lost.length > 0) await store.write((tx) => free(tx, lost))
  }

  const loop = createLoop(look, (cause) => log.error('mailer_failed', { cause }))
  const countdowns = createCountdowns<string>(clock, { leaseMs: LEASE_MS, onOver: loop.wake })
  const unsubscribe = store.wakeUps.subscribe('mails', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      isStopped = true
      unsubscribe()
      let giveUp = (): void => {}
      // A mail server may take its time. What is claimed is sent again after its lease.
      const patience = new Promise<void>((resolve) => {
        giveUp = clock.setTimeout(resolve, STOP_LIMIT_MS)
      })
      await Promise.race([loop.stop(), patience])
      giveUp()
      stopTimer()
      countdowns.close()
      sender?.close()
    },
  }
}

async function keepAll(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('mails')
    .set({ state: 'kept', next_at: null, lease_until: null })
    .where('state', '=', 'waiting')
    .execute()
}

async function readLeases(tx: ReadTx): Promise<Lease<string>[]> {
  const rows = await tx.db
    .selectFrom('mails')
    .select(['id', 'lease_until'])
    .where('lease_until', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ id, lease_until }) => ({ id, leaseUntil: lease_until ?? 0 }))
}

/** Lets others take them, unless somebody has by now. */
async function free(tx: Tx, leases: readonly Lease<string>[]): Promise<void> {
  for (const { id, leaseUntil } of leases) {
    await tx.db
      .updateTable('mails')
      // Due by the clock of whoever frees it, which may be behind that of the one who had it.
      .set({ lease_until: null, next_at: tx.now })
      .where('id', '=', id)
      .where('lease_until', '=', leaseUntil)
      .execute()
  }
}

/** The mail that is due for longest, or null. Of two who claim the same, one gets it. */
async function claim(tx: Tx): Promise<MailRow | null> {
  const row = await tx.db
    .updateTable('mails')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), lease_until: tx.now + LEASE_MS }))
    .where('state', '=', 'waiting')
    .where('lease_until', 'is', null)
    .where('next_at', '<=', tx.now)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('mails as due')
        .select('due.id')
        .where('due.state', '=', 'waiting')
        .where('due.lease_until', 'is', null)
        .where('due.next_at', '<=', tx.now)
        .orderBy('due.next_at')
        .orderBy('due.id')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

async function settle(tx: Tx, mail: MailRow, delivery: Delivery): Promise<void> {
  const retryAfterMs = delivery.kind === 'later' ? RETRY_AFTER_MS[mail.attempts - 1] : undefined
  const isOver = retryAfterMs === undefined
  const state = delivery.kind === 'sent' ? 'sent' : isOver ? 'failed' : 'waiting'
  const { numUpdatedRows } = await tx.db
    .updateTable('mails')
    .set({
      state,
      next_at: isOver ? null : tx.now + retryAfterMs,
      lease_until: null,
      error: delivery.kind === 'sent' ? null : delivery.reason,
      sent_at: delivery.kind === 'sent' ? tx.now : null,
      ...(isOver && SECRET_KINDS.has(mail.kind) && { text: '' }),
    })
    .where('id', '=', mail.id)
    // Whose lease was over meanwhile leaves it to the one who has it now.
    .where('attempts', '=', mail.attempts)
    .executeTakeFirst()
  if (state !== 'waiting' && numUpdatedRows === 1n) tx.count({ what: 'mail_ended', outcome: state })
}
