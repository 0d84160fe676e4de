/** `porchlight keys`: one more API key, shown once. */
import { createApiKey, openProject } from '../auth/projects.ts'
import { DEFAULTS } from '../server-options.ts'
import { openSqlite } from '../store/open-database.ts'
import { createStore } from '../store/store.ts'
import { createWakeUps } from '../store/wake-ups.ts'
import type { Environment } from './environment.ts'
import { prepareDataFolder } from './folders.ts'

/** What the command needs of the world. */
export interface KeysOptions {
  readonly environment: Environment
  /** Shows the key to the person at the terminal; it must not be in a log. */
  print(text: string): void
}

/**
 * Works while the server is running, which is why it opens the store alone: a second server would
 * take the answers that the first one is writing for those of a dead process.
 *
 * @throws CommandError, or the server's StartError: one line each
 */
export async function keys({ environment, print }: KeysOptions): Promise<void> {
  await prepareDataFolder(environment.dataFolder)
  const { clock, random, maxQueueMessages, drainAfterMs } = DEFAULTS
  const store = createStore(await openSqlite(environment.dataFolder), {
    clock,
    random,
    wakeUps: createWakeUps(),
    policy: { hasAssistant: false, maxQueueMessages, drainAfterMs },
  })
  try {
    const key = await store.write(async (tx) => {
      await openProject(tx, random, {})
      return await createApiKey(tx, random)
    })
    print(key)
  } finally {
    await store.close()
  }
}
