/** Opens the database that is configured, whichever it is. */
import type { Log } from '../server-options.ts'
import type { Database } from './database.ts'
import { openPostgres } from './open-postgres.ts'
import { openSqlite } from './open-sqlite.ts'
import { StartError } from './start-error.ts'

/** Where the data is: PostgreSQL when there is an address, else a folder. */
export interface Place {
  readonly dataDir?: string
  readonly databaseUrl?: string
  readonly busyTimeoutMs?: number
}

/** @throws StartError */
export async function openDatabase(place: Place, log: Log): Promise<Database> {
  const { dataDir, databaseUrl, busyTimeoutMs } = place
  if (databaseUrl !== undefined) return await openPostgres(databaseUrl, log)
  if (dataDir === undefined) throw new StartError('data_dir', 'No data folder was given.')
  return await openSqlite({ dataDir, ...(busyTimeoutMs !== undefined && { busyTimeoutMs }) })
}
