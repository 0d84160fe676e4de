/**
 * The store: transactions over the tables, and a wake-up after each commit.
 *
 * Everything one request changes is one `write`, events included, so that nobody ever sees half of
 * it and no event tells of something that was rolled back.
 */
import { type Clock, type FillRandom, uuidv7 } from '@porchlight/protocol'
import type { Kysely, Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import type { Topic, WakeUps } from './wake-ups.ts'

/** What the rules of this server depend on, beside the rows. */
export interface Policy {
  readonly hasAssistant: boolean
  readonly maxQueueMessages: number
  /** How long queued rows wait for further ones, in milliseconds. */
  readonly drainAfterMs: number
}

/** A transaction that reads: all of it sees one state. */
export interface ReadTx {
  readonly db: Transaction<Schema>
  /** Begin of the transaction, in milliseconds since 1970. */
  readonly now: number
  readonly policy: Policy
}

/** A transaction that writes. Throwing inside it rolls everything back. */
export interface Tx extends ReadTx {
  createId(): string
  /** Wakes whoever waits for this topic, once, after the commit. */
  wake(topic: Topic): void
}

export interface Store {
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Durable once this resolves. Rejects with what `work` threw, and then nothing has changed. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  readonly wakeUps: WakeUps
  /** Closes the connection. Transactions under way are finished first. */
  close(): Promise<void>
}

export interface StorePorts {
  readonly clock: Clock
  readonly random: FillRandom
  readonly wakeUps: WakeUps
  readonly policy: Policy
}

/** @param db an open database whose tables are up to date; the store owns it from here on */
export function createStore(db: Kysely<Schema>, ports: StorePorts): Store {
  const { clock, random, wakeUps, policy } = ports
  return {
    wakeUps,
    read: (work) =>
      db
        .transaction()
        .setAccessMode('read only')
        .execute((trx) => work({ db: trx, now: clock.now(), policy })),
    async write(work) {
      const topics = new Set<Topic>()
      const result = await db.transaction().execute((trx) => {
        const now = clock.now()
        return work({
          db: trx,
          now,
          policy,
          createId: () => uuidv7(now, random),
          wake: (topic) => void topics.add(topic),
        })
      })
      wakeUps.wake(topics)
      return result
    },
    close: () => db.destroy(),
  }
}
