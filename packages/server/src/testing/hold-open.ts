/** Two transactions at the same moment. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../store/schema.ts'
import type { Store, Tx } from '../store/store.ts'
import { ENGINE } from './test-database.ts'

export interface HeldOpen {
  /** Begins something, commits the first one when that waits for it or is over. */
  commitDuring<T>(second: () => Promise<T>): Promise<T>
}

/** Does the work of a write, and leaves the transaction open. */
export async function holdOpen(
  store: Store,
  work: (tx: Tx) => Promise<unknown>,
): Promise<HeldOpen> {
  let commit = (): void => {}
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve
  })
  let written: Promise<void> = Promise.resolve()
  await new Promise<void>((isDone, failed) => {
    written = store.write(async (tx) => {
      await work(tx)
      isDone()
      await mayCommit
    })
    written.catch(failed)
  })
  return {
    async commitDuring(second) {
      const result = second()
      await Promise.race([result, untilSomebodyWaits(store)])
      commit()
      await written
      return await result
    },
  }
}

/** On SQLite the second one stands in line for the only connection, and gets no further. */
export async function untilSomebodyWaits(store: Store): Promise<void> {
  for (let isWaiting = false; !isWaiting; ) {
    isWaiting = ENGINE === 'sqlite' || (await store.lookUp(({ db }) => isLockWaitedFor(db)))
  }
}

async function isLockWaitedFor(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db)
  return rows.length > 0
}
