/**
 * What runs without being asked: answers, drains, tickets that come back, and the clearing away of
 * what is over.
 */
import type { Clock } from '@porchlight/protocol'
import type { Assistant } from '../assistant/assistant.ts'
import { eraseExpired } from '../erase/retention.ts'
import type { Retention } from '../erase/retention-settings.ts'
import type { MailSender } from '../mail/mail-sender.ts'
import { createMailer } from '../mail/mailer.ts'
import type { NotificationSettings } from '../notify/notification-settings.ts'
import { createNotifier } from '../notify/notifier.ts'
import type { Log } from '../server-options.ts'
import { keepHouse } from '../store/housekeeping.ts'
import type { Store } from '../store/store.ts'
import { createDrainer } from '../thread/drainer.ts'
import { createWaker } from '../thread/waker.ts'
import { createDeliverer } from '../webhooks/deliverer.ts'
import { postWebhook } from '../webhooks/post-webhook.ts'
import { repeat } from './repeat.ts'
import { createRunner } from './runner.ts'
import type { Summariser } from './summariser.ts'
import { createSweeper } from './sweep.ts'
import { expireWarmRuns, releaseWarmRuns } from './warm-runs.ts'

export interface Keepers {
  /** Ends answers as they are. Nothing is written any more once this resolves. */
  stop(): Promise<void>
}

export interface KeeperPorts {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly assistant: Assistant | null
  readonly summariser: Summariser | null
  /** Null: mails are kept for the team to read. */
  readonly mailSender: MailSender | null
  readonly runLeaseMs: number
  /** What was active before our start belongs to nobody: there is no other process. */
  readonly isSoleProcess: boolean
  readonly retention: Retention
  readonly notifications: NotificationSettings
  readonly answerMailAfterMs: number
  readonly allowsPrivateWebhooks: boolean
  readonly webhookTimeoutMs: number
}

const SWEEP_INTERVAL_MS = 60_000

/** How often is looked for what is kept no longer. */
export const RETENTION_INTERVAL_MS: number = 60 * 60_000

/**
 * Ends what a dead process has left, then starts. Nothing that goes wrong in a sweep ends it, or
 * keeps a server from starting: it is logged, and the next sweep tries again.
 */
export async function startKeepers(ports: KeeperPorts): Promise<Keepers> {
  const { store, clock, log, assistant, summariser, mailSender, runLeaseMs, isSoleProcess } = ports
  const { retention, notifications, answerMailAfterMs } = ports
  const allowsPrivate = ports.allowsPrivateWebhooks
  const runner =
    assistant === null ? null : createRunner({ store, clock, log, assistant, runLeaseMs })
  const drainer = createDrainer({ store, clock, log })
  const waker = createWaker({ store, clock, log })
  const mailer = createMailer({ store, clock, log, sender: mailSender })
  const deliverer = createDeliverer({
    store,
    clock,
    log,
    post: (webhook, signal) =>
      postWebhook(webhook, { timeoutMs: ports.webhookTimeoutMs, allowsPrivate, signal }),
  })
  const notifier = createNotifier({ store, log, notifications, answerMailAfterMs })
  const sweeper = createSweeper({
    store,
    clock,
    log,
    isHeld: (run) => runner?.holds(run) === true,
    hasRunner: runner !== null,
    runLeaseMs,
  })

  async function endDeadRuns(isStart: boolean): Promise<void> {
    const ended = await sweeper
      .look({ isSoleProcess: isStart && isSoleProcess })
      .catch((cause) => log.error('sweep_failed', { cause }))
    if (ended !== undefined && ended > 0) log.info('dead_runs_ended', { count: ended })
  }

  async function sweep(): Promise<void> {
    await store
      .write(expireWarmRuns)
      .catch((cause) => log.error('warm_runs_not_expired', { cause }))
    await store.write(keepHouse).catch((cause) => log.error('housekeeping_failed', { cause }))
    // Also when nothing asked for it: the look that was asked for may have failed.
    runner?.wake()
    drainer.wake()
    waker.wake()
    mailer.wake()
    deliverer.wake()
    notifier.wake()
  }

  async function expire(): Promise<void> {
    await eraseExpired({ store, log }, retention).catch((cause) =>
      log.error('retention_failed', { cause }),
    )
  }

  /** Gives up the places of runs that nobody would come back to. */
  async function release(whose: 'own' | 'all'): Promise<void> {
    await store
      .write((tx) => releaseWarmRuns(tx, whose))
      .catch((cause) => log.error('warm_runs_not_released', { cause }))
  }

  await endDeadRuns(true)
  if (isSoleProcess) await release('all')
  await sweep()
  const repeats = [
    // Several looks in the time of a lease, so that a dead run is ended soon after it.
    repeat(() => endDeadRuns(false), { clock, everyMs: runLeaseMs / 3 }),
    repeat(sweep, { clock, everyMs: SWEEP_INTERVAL_MS }),
    repeat(expire, { clock, everyMs: RETENTION_INTERVAL_MS }),
  ]

  return {
    async stop() {
      await Promise.all(repeats.map((each) => each.stop()))
      sweeper.close()
      await drainer.stop()
      await waker.stop()
      await mailer.stop()
      await deliverer.stop()
      await notifier.stop()
      await runner?.stop()
      await summariser?.stop()
      await release('own')
    },
  }
}
