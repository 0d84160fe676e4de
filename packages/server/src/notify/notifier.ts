/**
 * Turns notices into mails: at once for the team, and for a visitor when the answer was not read for
 * a while by somebody who is away. The lock of the thread makes it one mail, whatever the number of
 * processes.  [SV76] [SV77]
 */
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { NoticeRow } from '../store/schema.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { mailAnswer } from './answer-mail.ts'
import { mailNewTicket } from './new-ticket-mail.ts'
import type { NotificationSettings } from './notification-settings.ts'

export interface NotifierPorts {
  readonly store: Store
  readonly log: Log
  readonly notifications: NotificationSettings
  /** How long an answer may wait to be read before it is mailed. */
  readonly answerMailAfterMs: number
}

export interface Notifier {
  wake(): void
  stop(): Promise<void>
}

const BATCH_SIZE = 100

/** @returns a notifier that sleeps until the first wake-up; what is due later waits for a later one */
export function createNotifier(ports: NotifierPorts): Notifier {
  const { store, log, notifications, answerMailAfterMs } = ports

  async function look(): Promise<void> {
    const newTickets = await store.read((tx) => listDue(tx, 'new_ticket', tx.now))
    for (const thread of newTickets) {
      await store
        .write((tx) => mailNewTicket(tx, thread, notifications))
        .catch((cause) => log.error('notice_failed', { conversation: thread, cause }))
    }
    const answers = await store.read((tx) => listDue(tx, 'answer', tx.now - answerMailAfterMs))
    for (const thread of answers) {
      await store
        .write((tx) => mailAnswer(tx, thread, { notifications, answerMailAfterMs }))
        .catch((cause) => log.error('notice_failed', { conversation: thread, cause }))
    }
  }

  const loop = createLoop(look, (cause) => log.error('notifier_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('notices', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
    },
  }
}

async function listDue(tx: ReadTx, kind: NoticeRow['kind'], until: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('notices')
    .select('conversation_id')
    .where('kind', '=', kind)
    .where('since', '<=', until)
    .orderBy('since')
    .limit(BATCH_SIZE)
    .execute()
  return rows.map((row) => row.conversation_id)
}
