/** The real server on a folder of its own, gone when the test ends. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createServer, type Server, type ServerOptions } from '@porchlight/server'
import { onTestFinished } from 'vitest'

/** Where clients are told that it is; nothing listens there. */
export const ORIGIN = 'http://chat.test'

/** The server, and the way to it. */
export interface RealServer {
  readonly server: Server
  /** Brings a request to it without a network. */
  readonly fetch: typeof globalThis.fetch
}

/** @param options people answer, unless they say otherwise */
export async function startRealServer(
  options: Partial<Omit<ServerOptions, 'dataDir'>> = {},
): Promise<RealServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'porchlight-client-'))
  const server = await createServer({ assistant: null, ...options, dataDir })
  onTestFinished(async () => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { server, fetch: (input, init) => server.fetch(new Request(input, init)) }
}
