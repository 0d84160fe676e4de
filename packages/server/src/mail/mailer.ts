/**
 * Sends the mails that wait in the table, or keeps them for the team where there is no mail server.
 *
 * A mail is claimed before it is sent, by putting off its next attempt: of several nodes one gets
 * it, and one whose sender has died is sent by another when the claim has run out. So a mail can
 * come twice, if a process dies between sending it and writing that down; it never gets lost.
 */
import type { Clock } from '@porchlight/protocol'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { MailKind, MailRow } from '../store/schema.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Delivery, MailSender } from './mail-sender.ts'

export interface Mailer {
  /** Looks for mails that are due now. */
  wake(): void
  stop(): Promise<void>
}

/** Longer than any attempt takes. */
export const CLAIM_MS = 120_000

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
        .where('next_at', '<=', tx.now + LOOK_AHEAD_MS)
        .orderBy('next_at')
        .limit(1)
        .executeTakeFirst()
      return row?.next_at ?? null
    })
    if (nextAt === null || isStopped) return
    stopTimer = clock.setTimeout(loop.wake, Math.max(nextAt - clock.now(), 0))
  }

  const loop = createLoop(look, (cause) => log.error('mailer_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('mails', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      isStopped = true
      unsubscribe()
      let giveUp = (): void => {}
      // A mail server may take its time. What is claimed is sent again after the claim.
      const patience = new Promise<void>((resolve) => {
        giveUp = clock.setTimeout(resolve, STOP_LIMIT_MS)
      })
      await Promise.race([loop.stop(), patience])
      giveUp()
      stopTimer()
      sender?.close()
    },
  }
}

async function keepAll(tx: Tx): Promise<void> {
  await tx.db
    .updateTable('mails')
    .set({ state: 'kept', next_at: null })
    .where('state', '=', 'waiting')
    .execute()
}

/** The mail that is due for longest, or null. Of two who claim the same, one gets it. */
async function claim(tx: Tx): Promise<MailRow | null> {
  const row = await tx.db
    .updateTable('mails')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), next_at: tx.now + CLAIM_MS }))
    .where('state', '=', 'waiting')
    .where('next_at', '<=', tx.now)
    .where('id', '=', (eb) =>
      eb
        .selectFrom('mails as due')
        .select('due.id')
        .where('due.state', '=', 'waiting')
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
      error: delivery.kind === 'sent' ? null : delivery.reason,
      sent_at: delivery.kind === 'sent' ? tx.now : null,
      ...(isOver && SECRET_KINDS.has(mail.kind) && { text: '' }),
    })
    .where('id', '=', mail.id)
    // Whose claim has run out meanwhile leaves it to the one who has it now.
    .where('attempts', '=', mail.attempts)
    .executeTakeFirst()
  if (state !== 'waiting' && numUpdatedRows === 1n) tx.count({ what: 'mail_ended', outcome: state })
}
