/** The store of a command that does one thing, beside a server that may be running on it. */
import { DEFAULTS, type Log } from '../server-options.ts'
import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/open-database.ts'
import { createStore, type Store } from '../store/store.ts'
import type { Environment } from './environment.ts'
import { prepareDataFolder } from './folders.ts'

export type StorePlace = Pick<Environment, 'dataFolder' | 'databaseUrl'>

/**
 * Opens the store alone, since a second server on one SQLite file would take the answers that the
 * first one is writing for those of a dead process.
 *
 * @throws CommandError, or the server's StartError: one line each
 */
export async function withStore<T>(
  { dataFolder, databaseUrl }: StorePlace,
  log: Log,
  work: (store: Store, database: Database) => Promise<T>,
): Promise<T> {
  if (databaseUrl === null) await prepareDataFolder(dataFolder)
  const place = databaseUrl === null ? { dataDir: dataFolder } : { databaseUrl }
  const { clock, random, log: _silent, ...rules } = DEFAULTS
  const policy = { ...rules, hasAssistant: false, node: 'command' }
  const database = await openDatabase(place, log)
  const store = createStore(database, { clock, random, policy })
  try {
    return await work(store, database)
  } finally {
    await store.close()
  }
}
