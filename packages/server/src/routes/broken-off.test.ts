import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../listen.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

/** The server behind a port, and the next request that comes by it. */
async function listenFor({ server }: TestServer): Promise<{
  readonly port: number
  readonly errors: readonly unknown[]
  /** Resolves when it is at its handler. */
  readonly arrived: Promise<{ readonly answer: Promise<Response> }>
}> {
  const errors: unknown[] = []
  let onArrived = (_arrival: { answer: Promise<Response> }): void => {}
  const arrived = new Promise<{ answer: Promise<Response> }>((resolve) => {
    onArrived = resolve
  })
  const listener = await listen(
    (request, info) => {
      const answer = server.fetch(request, info)
      onArrived({ answer })
      return answer
    },
    { host: '127.0.0.1', port: 0, onError: (cause) => errors.push(cause) },
  )
  onTestFinished(async () => {
    await listener.drain(AbortSignal.abort())
    await listener.end(AbortSignal.abort())
  })
  return { port: listener.port, errors, arrived }
}

it.each([
  ['a body that was announced', 'Content-Length: 400'],
  ['a body that comes in pieces', 'Transfer-Encoding: chunked'],
])(
  '[SV55] a client that goes away in the middle of %s is no error of ours',
  async (_what, framing) => {
    const test = await startTestServer()
    const ada = await test.visitor()
    const thread = await ada.open()
    const { port, errors, arrived } = await listenFor(test)
    const socket = connect(port, '127.0.0.1')
    const piece = '{"content":"Hel'
    socket.write(
      `POST /api/projects/1/conversations/${thread}/append_message/ HTTP/1.1\r\nHost: chat.test\r\n` +
        `Authorization: Bearer ${ada.access}\r\nContent-Type: application/json\r\n` +
        `Idempotency-Key: ${test.id()}\r\n${framing}\r\n\r\n` +
        (framing.includes('chunked') ? `${piece.length.toString(16)}\r\n${piece}\r\n` : piece),
    )
    const { answer } = await arrived
    socket.destroy()
    expect((await answer).status).toBe(400)
    expect([...errors, ...test.errors]).toEqual([])
    const metrics = await test.server.fetch(new Request('http://localhost/metrics'), {
      remoteAddress: '127.0.0.1',
    })
    expect(await metrics.text()).not.toMatch(/status="5/)
    expect(await test.ticketTexts(thread)).toEqual([])
  },
)
