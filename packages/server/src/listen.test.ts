import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, listen } from './listen.ts'

const listeners: Listener[] = []
const errors: unknown[] = []

async function serve(fetch: (request: Request) => Response | Promise<Response>) {
  const options = { host: '127.0.0.1', port: 0, onError: (error: unknown) => errors.push(error) }
  const listener = await listen(fetch, options)
  listeners.push(listener)
  return { listener, origin: `http://127.0.0.1:${listener.port}` }
}

afterEach(async () => {
  for (const listener of listeners.splice(0)) {
    await listener.drain(AbortSignal.abort())
    await listener.end(AbortSignal.abort())
  }
  errors.length = 0
})

/** A promise with its handle outside. */
function gate() {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

/** A body that a test writes to. */
function stream() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({
    start: (given) => {
      controller = given
    },
  })
  const encoder = new TextEncoder()
  return {
    body,
    write: (text: string) => controller?.enqueue(encoder.encode(text)),
    close: () => controller?.close(),
  }
}

const patient = new AbortController().signal

it('gives each request to the function and its answer to the client', async () => {
  const { origin } = await serve(async (request) => new Response(await request.text()))
  const answer = await fetch(`${origin}/a`, { method: 'POST', body: 'hello' })
  expect(await answer.text()).toBe('hello')
})

it('sends the head of a stream before its first byte, and each part as it comes', async () => {
  const source = stream()
  const { origin } = await serve(() => new Response(source.body))
  const answer = await fetch(origin)
  const reader = answer.body?.getReader()
  source.write('one')
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one')
  source.close()
  expect((await reader?.read())?.done).toBe(true)
})

it('aborts the signal of a request whose client has gone', async () => {
  const arrived = gate()
  const gone = gate()
  const { origin } = await serve((request) => {
    request.signal.addEventListener('abort', () => gone.open())
    arrived.open()
    return new Response(stream().body)
  })
  const client = new AbortController()
  const answer = fetch(origin, { signal: client.signal })
  await arrived.opened
  await answer
  client.abort()
  await expect(gone.opened).resolves.toBeUndefined()
})

it('answers a failed handler with an empty 500 and tells why to the owner alone', async () => {
  const secret = new Error('secret')
  const { origin } = await serve(() => Promise.reject(secret))
  const answer = await fetch(origin)
  expect([answer.status, await answer.text(), errors]).toEqual([500, '', [secret]])
})

describe('[SV56] a request that names no host', () => {
  async function send(text: string): Promise<string> {
    const { listener } = await serve(({ url }) => new Response(new URL(url).pathname))
    const socket = connect(listener.port, '127.0.0.1')
    socket.end(text)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk)
    const answer = Buffer.concat(chunks).toString()
    return `${answer.split(' ')[1]} ${answer.split('\r\n\r\n')[1]}`
  }

  it.each(['/healthz', '/readyz', '/readyz?verbose=1'])(
    'is answered when it is a probe: %s',
    async (path) => {
      expect(await send(`GET ${path} HTTP/1.0\r\n\r\n`)).toBe(`200 ${path.split('?')[0]}`)
      expect(await send(`GET ${path} HTTP/1.0\r\nHost: \r\n\r\n`)).toBe(`200 ${path.split('?')[0]}`)
    },
  )

  it.each([
    'GET / HTTP/1.0',
    'GET /metrics HTTP/1.0',
    'GET /healthz/ HTTP/1.0',
    'GET /api?/healthz HTTP/1.0',
    'GET //healthz HTTP/1.0',
    'GET healthz HTTP/1.0',
    'GET /healthz HTTP/1.1',
  ])('is 400 otherwise: %s', async (line) => {
    expect(await send(`${line}\r\nConnection: close\r\n\r\n`)).toMatch(/^400 /)
    expect(errors).toEqual([])
  })
})

it('names the reason when the port is taken', async () => {
  const { listener } = await serve(() => new Response('ok'))
  const second = listen(() => new Response('ok'), {
    host: '127.0.0.1',
    port: listener.port,
    onError: () => {},
  })
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('finishes what it has begun and refuses what comes after', async () => {
  const arrived = gate()
  const mayAnswer = gate()
  const { listener, origin } = await serve(async () => {
    arrived.open()
    await mayAnswer.opened
    return new Response('done')
  })
  const answer = fetch(origin).then((response) => response.text())
  await arrived.opened
  const drained = listener.drain(patient)
  await expect(fetch(origin)).rejects.toThrow()
  mayAnswer.open()
  await drained
  await listener.end(patient)
  expect(await answer).toBe('done')
})

it('waits for streams in the end, and not for connections that are kept alive', async () => {
  const source = stream()
  const { listener, origin } = await serve(() => new Response(source.body))
  const answer = await fetch(origin)
  await listener.drain(patient)
  const ended = listener.end(patient)
  source.write('last words')
  source.close()
  expect(await answer.text()).toBe('last words')
  await ended
})

it('cuts what is left at the deadline', async () => {
  const { listener, origin } = await serve(() => new Response(stream().body))
  const answer = await fetch(origin)
  const deadline = new AbortController()
  await listener.drain(deadline.signal)
  const ended = listener.end(deadline.signal)
  deadline.abort()
  await ended
  await expect(answer.text()).rejects.toThrow()
})
