/** A real HTTP server that takes webhooks, as well or as badly as the test wants. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Receiver {
  readonly url: string
  /** In the order in which they arrived, those that were treated badly included. */
  readonly requests: readonly { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  behave(how: Behaviour): void
  close(): Promise<void>
}

/** `hang` says nothing, `cut` closes the connection, `redirect` leads to itself. */
export type Behaviour = 'ok' | '500' | 'hang' | 'cut' | 'redirect'

export async function createReceiver(): Promise<Receiver> {
  const requests: { headers: IncomingHttpHeaders; body: string }[] = []
  let behaviour: Behaviour = 'ok'
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    requests.push({ headers: request.headers, body })
    switch (behaviour) {
      case 'ok':
        return response.writeHead(204).end()
      case '500':
        return response.writeHead(500).end()
      case 'redirect':
        return response.writeHead(307, { location: '/' }).end()
      case 'cut':
        return request.socket.destroy()
      case 'hang':
        return
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    requests,
    behave(how) {
      behaviour = how
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
