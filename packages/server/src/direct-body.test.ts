import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { createManualClock, settle } from '@porchlight/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import {
  BUFFER_MAX_BYTES,
  createEventStreams,
  type EventStream,
  STALL_LIMIT_MS,
} from './event-stream.ts'
import { jsonResponse } from './json-response.ts'
import { type Listener, listen } from './listen.ts'
import { wholeResponse } from './whole-response.ts'

const listeners: Listener[] = []

async function serve(fetch: () => Response): Promise<string> {
  const onError = (error: unknown): never => {
    throw error
  }
  const listener = await listen(fetch, { host: '127.0.0.1', port: 0, onError })
  listeners.push(listener)
  return `http://127.0.0.1:${listener.port}`
}

afterEach(async () => {
  for (const listener of listeners.splice(0)) {
    await listener.drain(AbortSignal.abort())
    await listener.end(AbortSignal.abort())
  }
})

describe('an answer that is one value', () => {
  const value = { text: 'Grüße, 😀' }
  const answer = (): Response =>
    jsonResponse(value, { status: 201, headers: { 'x-own': 'kept', 'retry-after': '3' } })

  it('is the same to a client as to whoever has the response', async () => {
    const origin = await serve(answer)
    for (const response of [answer(), await fetch(origin)]) {
      const { status, headers } = response
      const named = ['content-type', 'content-length', 'x-own', 'retry-after']
      expect([status, ...named.map((name) => headers.get(name)), await response.json()]).toEqual([
        201,
        'application/json',
        String(Buffer.byteLength(JSON.stringify(value))),
        'kept',
        '3',
        value,
      ])
    }
  })

  it('is the same where it is bytes, which are no text', async () => {
    const bytes = Buffer.from([0x89, 0, 0xff, 0xd8, 0x0a, 0xe2])
    const picture = (): Response =>
      wholeResponse(bytes, { headers: new Headers({ 'content-type': 'image/png' }) })
    const origin = await serve(picture)
    for (const response of [picture(), await fetch(origin)]) {
      const { status, headers } = response
      expect([status, headers.get('content-type'), headers.get('content-length')]).toEqual([
        200,
        'image/png',
        '6',
      ])
      expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
    }
    const answered = await fetch(origin, { method: 'HEAD' })
    expect([answered.headers.get('content-length'), await answered.text()]).toEqual(['6', ''])
  })

  it('is read as any response is, once', async () => {
    const text = JSON.stringify(value)
    const bytes = new TextEncoder().encode(text)
    expect(await answer().text()).toBe(text)
    expect(new Uint8Array(await answer().arrayBuffer())).toEqual(bytes)
    expect(await (await answer().blob()).text()).toBe(text)
    expect(await new Response(answer().body).text()).toBe(text)
    const read = answer()
    const copy = read.clone()
    expect([copy.status, copy.headers.get('x-own')]).toEqual([201, 'kept'])
    expect([await read.text(), await copy.text(), read.bodyUsed]).toEqual([text, text, true])
    await expect(read.text()).rejects.toThrow(TypeError)
  })

  it('reads its own text in each way in which a response can be read', () => {
    const { prototype } = Response
    const ofHead = [
      ...['constructor', 'type', 'url', 'redirected', 'status', 'ok', 'statusText', 'headers'],
      ...Object.getOwnPropertyNames(prototype).filter((name) => name.startsWith('_')),
    ]
    const ofBody = Object.getOwnPropertyNames(prototype).filter((name) => !ofHead.includes(name))
    const own = Object.getOwnPropertyNames(Object.getPrototypeOf(answer()))
    expect(ofBody.length).toBeGreaterThan(6)
    expect(own).toEqual(expect.arrayContaining(ofBody))
  })

  it('has the same head and no body for HEAD', async () => {
    const response = await fetch(await serve(answer), { method: 'HEAD' })
    expect([response.status, response.headers.get('x-own'), await response.text()]).toEqual([
      201,
      'kept',
      '',
    ])
  })

  it('leaves the connection to the next request, also when a body was not read', async () => {
    const origin = await serve(answer)
    const statuses: number[] = []
    for (let n = 0; n < 3; n++) {
      const response = await fetch(origin, { method: 'POST', body: 'x'.repeat(100_000) })
      statuses.push(response.status)
      await response.text()
    }
    expect(statuses).toEqual([201, 201, 201])
  })
})

describe('a stream', () => {
  /** One that is open on a real socket. */
  async function openStream(prepare: (stream: EventStream) => unknown = () => {}) {
    const clock = createManualClock()
    const stream = createEventStreams(clock).open('feed')
    await prepare(stream)
    const origin = await serve(() => stream.response)
    const incoming = await new Promise<IncomingMessage>((resolve) => {
      get(origin, resolve)
    })
    incoming.on('error', () => {})
    return { clock, stream, incoming }
  }

  /** All that comes until it ends. */
  async function textOf(incoming: IncomingMessage): Promise<string> {
    let text = ''
    for await (const chunk of incoming) text += chunk
    return text
  }

  it('begins with what was written before anybody read it', async () => {
    const { stream, incoming } = await openStream(async (early) => {
      await early.comment('one')
      await early.comment('two')
    })
    await stream.comment('three')
    stream.close()
    expect(await textOf(incoming)).toBe(': one\n\n: two\n\n: three\n\n')
  })

  it('is told with its last words when it has ended before', async () => {
    const { incoming } = await openStream(async (early) => {
      await early.comment('one')
      early.dismiss(2_000)
    })
    expect(await textOf(incoming)).toBe(': one\n\nretry: 2000\n: come again\n\n')
  })

  it('sends its head while there is nothing to tell', async () => {
    const { incoming } = await openStream()
    expect([incoming.statusCode, incoming.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ])
  })

  it('ends when its reader goes', async () => {
    const { stream, incoming } = await openStream()
    const ended = new Promise((resolve) => stream.ended.addEventListener('abort', resolve))
    incoming.destroy()
    await ended
    expect(await stream.comment('late')).toBe(false)
  })

  /** More than any socket takes from a reader who reads nothing. */
  const MUCH = new Uint8Array(16 * 1024 * 1024).fill(58)

  it('[SV53] makes the writer wait for a reader who is slow', async () => {
    const { stream, incoming } = await openStream()
    let isWritten = false
    const writing = stream.sendBytes(MUCH).then((isThere) => {
      isWritten = true
      return isThere
    })
    await settle()
    expect(isWritten).toBe(false)
    incoming.resume()
    expect(await writing).toBe(true)
  })

  it('[SV53] is not cut off with a reader who takes something all the time', async () => {
    const { clock, stream, incoming } = await openStream()
    const writing = stream.sendBytes(MUCH)
    for (let part = 0; part < 3; part++) {
      for (let taken = 0; taken < MUCH.length / 8; ) {
        const chunk: Uint8Array | null = incoming.read()
        if (chunk === null) await once(incoming, 'readable')
        else taken += chunk.length
      }
      await clock.advance(STALL_LIMIT_MS / 2)
    }
    expect(stream.ended.aborted).toBe(false)
    incoming.resume()
    expect(await writing).toBe(true)
  })

  it('[SV53] is cut off with a reader who takes nothing', async () => {
    const { clock, stream, incoming } = await openStream()
    const closed = new Promise((resolve) => incoming.once('close', resolve))
    const writing = stream.sendBytes(MUCH)
    await settle()
    await clock.advance(STALL_LIMIT_MS)
    expect([await writing, stream.ended.aborted]).toEqual([false, true])
    incoming.resume()
    await closed
    expect(incoming.complete).toBe(false)
  })

  it('[SV53] waits for nobody while there is room', async () => {
    const { stream } = await openStream()
    expect(await stream.sendBytes(new Uint8Array(BUFFER_MAX_BYTES / 2))).toBe(true)
  })
})
