/** A server that nobody should ever reach: where the payloads want the browser to go. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly origin: string
  /** What reached it: requests, and connections that asked for nothing, as a preconnect makes. */
  readonly reached: readonly string[]
  /** What has reached it counts no longer. */
  forget(): void
  close(): Promise<void>
}

export async function startSink(): Promise<Sink> {
  const reached: string[] = []
  const server = createServer((incoming, outgoing) => {
    reached.push(`${incoming.method} ${incoming.url}`)
    outgoing.writeHead(204, { 'access-control-allow-origin': '*' }).end()
  })
  server.on('connection', () => reached.push('connection'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    reached,
    forget: () => void reached.splice(0),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
