import { visitorFeedEventSchema } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { RETRY_MAX_MS, readEvents, type ServerSentEvent, SILENCE_LIMIT_MS } from './event-stream.ts'
import { parseEvent } from './parse-event.ts'

const encoder = new TextEncoder()

/** A response whose body the test writes byte by byte. */
function openResponse() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    start: (own) => {
      controller = own
    },
    cancel: () => {
      isCancelled = true
    },
  })
  return {
    stream: { response: new Response(body), release: () => {} },
    write: (bytes: Uint8Array) => controller?.enqueue(bytes),
    end: () => controller?.close(),
    break: () => controller?.error(new TypeError('network error')),
    isCancelled: () => isCancelled,
  }
}

async function collect(events: AsyncIterable<ServerSentEvent>): Promise<string[]> {
  const seen: string[] = []
  for await (const event of events) seen.push(`${event.id}:${event.event}:${event.data}`)
  return seen
}

describe('readEvents', () => {
  it('SS-006: gives up on an event without end, and keeps no more than a megabyte of it', async () => {
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, createManualClock()))
    opened.write(encoder.encode('data: '))
    const chunk = encoder.encode('x'.repeat(100_000))
    for (let n = 0; n < 11; n++) opened.write(chunk)
    await expect(events).rejects.toMatchObject({ failure: { kind: 'offline' } })
    expect(opened.isCancelled()).toBe(true)
  })

  it('SS-009: survives events of unknown kinds and shapes, which mean nothing', async () => {
    const opened = openResponse()
    const texts = [
      'event: message\ndata: null',
      'event: message\ndata: {"id":1}',
      'event: eval\ndata: {"code":"__pwn(1)"}',
      'data: {bad json',
      'event: reset\ndata: {"reason":"start"}',
    ]
    opened.write(encoder.encode(texts.map((text) => `${text}\n\n`).join('')))
    opened.end()
    const parsed: unknown[] = []
    for await (const event of readEvents(opened.stream, createManualClock())) {
      parsed.push(parseEvent(event, visitorFeedEventSchema))
    }
    expect(parsed).toEqual([null, null, null, null, { event: 'reset', data: { reason: 'start' } }])
  })

  it('puts events together from single bytes, cut inside characters and line ends', async () => {
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, createManualClock()))
    const text = '\ufeff: hello\r\n\r\nid: 1\r\nevent: message\r\ndata: Grüße 🙂\r\n\r\n'
    for (const byte of encoder.encode(text)) opened.write(Uint8Array.of(byte))
    opened.end()
    expect(await events).toEqual(['1:message:Grüße 🙂'])
  })

  it.each([
    ['1500', 1_500],
    ['86400000', RETRY_MAX_MS],
  ])('asks for the pause of %s ms that the server asked for when it ended', async (ms, after) => {
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, createManualClock()))
    opened.write(encoder.encode(`retry: ${ms}\n: come again\n\n`))
    opened.end()
    await expect(events).rejects.toMatchObject({
      failure: { kind: 'throttled', retryAfterMs: after },
    })
  })

  it('drops an event that was cut before its end', async () => {
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, createManualClock()))
    opened.write(encoder.encode('id: 1\ndata: whole\n\nid: 2\ndata: half'))
    opened.end()
    expect(await events).toEqual(['1:undefined:whole'])
  })

  it('throws when the connection breaks', async () => {
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, createManualClock()))
    opened.break()
    await expect(events).rejects.toMatchObject({ failure: { kind: 'offline' } })
  })

  it('throws after three missed comments of silence, and not as long as they come', async () => {
    const clock = createManualClock()
    const opened = openResponse()
    const events = collect(readEvents(opened.stream, clock))
    const outcome = events.then(
      () => 'ended',
      () => 'fell silent',
    )
    let seen = 'open'
    void outcome.then((how) => {
      seen = how
    })
    for (let i = 0; i < 10; i++) {
      await clock.advance(SILENCE_LIMIT_MS - 1)
      opened.write(encoder.encode(': keepalive\n\n'))
      await settle()
    }
    expect(seen).toBe('open')
    await clock.advance(SILENCE_LIMIT_MS)
    expect(seen).toBe('fell silent')
    expect(opened.isCancelled()).toBe(true)
  })

  it('ends the connection when its reader leaves', async () => {
    const opened = openResponse()
    opened.write(encoder.encode('data: one\n\n'))
    for await (const _event of readEvents(opened.stream, createManualClock())) break
    expect(opened.isCancelled()).toBe(true)
  })
})
