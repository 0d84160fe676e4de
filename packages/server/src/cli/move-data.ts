/** `porchlight migrate`, `copy` and `restored`: what is done to a database as a whole. */
import type { Log } from '../server-options.ts'
import { copyDatabase } from '../store/copy/copy-database.ts'
import { openDatabase } from '../store/open-database.ts'
import { renewFeed } from '../store/renew-feed.ts'
import { CommandError } from './command-error.ts'
import { type StorePlace, withStore } from './with-store.ts'

/** What these commands need of the world. */
export interface MoveOptions {
  readonly environment: StorePlace
  readonly log: Log
  print(text: string): void
}

/** Opening a store is what brings its tables up to date. */
export async function migrate({ environment, log, print }: MoveOptions): Promise<void> {
  await withStore(environment, log, async () => {})
  print('The tables are up to date.')
}

/** @throws CommandError, or the server's StartError: one line each */
export async function copy(
  { environment, log, print }: MoveOptions,
  databaseUrl: string,
): Promise<void> {
  if (environment.databaseUrl !== null) {
    throw new CommandError('DATABASE_URL is set: a copy goes from SQLite to the database of --to.')
  }
  const source = await openDatabase({ dataDir: environment.dataFolder }, log)
  try {
    const target = await openDatabase({ databaseUrl }, log)
    await copyDatabase(source, target, ({ table, rows }) =>
      print(`${table.padEnd(28)}${String(rows).padStart(10)}`),
    ).finally(target.close)
  } finally {
    await source.close()
  }
  print('Everything is there. Start the server with DATABASE_URL set to that address.')
}

export async function restored({ environment, log, print }: MoveOptions): Promise<void> {
  await withStore(environment, log, (store) => store.write(renewFeed))
  print('Every browser asks anew when it comes back.')
}
