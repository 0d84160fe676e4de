/** `porchlight keys`: one more API key, shown once. Works while the server is running. */
import { createServer } from '../create-server.ts'
import type { Environment } from './environment.ts'
import { prepareDataFolder } from './folders.ts'

/** What the command needs of the world. */
export interface KeysOptions {
  readonly environment: Environment
  /** Shows the key to the person at the terminal; it must not be in a log. */
  print(text: string): void
}

/** @throws CommandError, or the server's StartError: one line each */
export async function keys({ environment, print }: KeysOptions): Promise<void> {
  await prepareDataFolder(environment.dataFolder)
  const server = await createServer({ dataDir: environment.dataFolder, assistant: null })
  try {
    // A folder that nobody has started on yet has just got its first key.
    print(server.newApiKey ?? (await server.createApiKey()))
  } finally {
    await server.close()
  }
}
