/** A real HTTP server that speaks the protocol of OpenAI's chat completions, as well or as badly as told. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** One request, and the means to answer it. */
export interface ModelCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: what a test looks into.
  readonly body: any
  /** Resolves when whoever asked has closed the connection, or the answer is over. */
  readonly closed: Promise<void>
  /** Anything but a stream. */
  answer(status: number, body: unknown, headers?: Record<string, string>): void
  /** Words of a stream; the first ones begin it. */
  say(...words: readonly string[]): void
  /** One frame as it is. */
  frame(data: string): void
  /** The answer is complete. */
  finish(reason?: string, usage?: { readonly input: number; readonly output: number }): void
  /** The stream ends as if it were complete, and is not. */
  end(): void
  /** The connection breaks. */
  cut(): void
}

export interface ModelServer {
  readonly url: string
  /** The next request; waits for it. */
  next(): Promise<ModelCall>
  /** Requests so far. */
  readonly count: number
}

/** Starts one that is closed when the test ends. */
export async function startModelServer(): Promise<ModelServer> {
  const calls: ModelCall[] = []
  const takers: ((call: ModelCall) => void)[] = []
  let count = 0
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    count += 1
    const told = { path: request.url ?? '', headers: request.headers, body: JSON.parse(body) }
    const call = { ...told, ...answering(response) }
    const taker = takers.shift()
    if (taker === undefined) calls.push(call)
    else taker(call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    next() {
      const call = calls.shift()
      return call === undefined
        ? new Promise((resolve) => takers.push(resolve))
        : Promise.resolve(call)
    },
    get count() {
      return count
    },
  }
}

function answering(response: ServerResponse): Omit<ModelCall, 'path' | 'headers' | 'body'> {
  const closed = new Promise<void>((resolve) => response.once('close', () => resolve()))
  function frame(data: string): void {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${data}\n\n`)
  }
  const chunk = (choices: readonly unknown[], more: object = {}): void =>
    frame(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices, ...more }))
  return {
    closed,
    answer(status, body, headers = {}) {
      const isText = typeof body === 'string'
      const type = isText ? 'text/html' : 'application/json'
      response.writeHead(status, { 'content-type': type, ...headers })
      response.end(isText ? body : JSON.stringify(body))
    },
    say(...words) {
      for (const content of words) chunk([{ index: 0, delta: { content }, finish_reason: null }])
    },
    frame,
    finish(reason = 'stop', usage) {
      chunk([{ index: 0, delta: {}, finish_reason: reason }])
      if (usage !== undefined) {
        chunk([], { usage: { prompt_tokens: usage.input, completion_tokens: usage.output } })
      }
      response.end('data: [DONE]\n\n')
    },
    end: () => void response.end(),
    cut: () => void response.destroy(),
  }
}
