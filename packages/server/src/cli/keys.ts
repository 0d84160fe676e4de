/** `porchlight keys`: one more API key, shown once. */
import { createApiKey, openProject } from '../auth/projects.ts'
import { DEFAULTS, type Log } from '../server-options.ts'
import { type StorePlace, withStore } from './with-store.ts'

/** What the command needs of the world. */
export interface KeysOptions {
  readonly environment: StorePlace
  readonly log: Log
  /** Shows the key to the person at the terminal; it must not be in a log. */
  print(text: string): void
}

/** @throws CommandError, or the server's StartError: one line each */
export async function keys({ environment, log, print }: KeysOptions): Promise<void> {
  const { random } = DEFAULTS
  const key = await withStore(environment, log, (store) =>
    store.write(async (tx) => {
      await openProject(tx, random, {})
      return await createApiKey(tx, random)
    }),
  )
  print(key)
}
