import { KEEPALIVE_MS } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import {
  BUFFER_MAX_BYTES,
  createEventStreams,
  formatEvent,
  STALL_LIMIT_MS,
} from './event-stream.ts'

describe('the bytes of an event', () => {
  it('are its fields, each on its line', () => {
    expect(formatEvent({ event: 'message', data: { a: 'x\ny' }, id: '7' })).toBe(
      'id: 7\nevent: message\ndata: {"a":"x\\ny"}\n\n',
    )
  })

  it('cannot be ended early by a line break in a field', () => {
    expect(formatEvent({ event: 'a\r\ndata: b', data: '\u2028\r\n', id: '1\n\n2\0' })).toBe(
      'id: 12\nevent: adata: b\ndata: "\u2028\\r\\n"\n\n',
    )
  })
})

describe('[SV53] a slow reader', () => {
  const big = { event: 'message', data: 'x'.repeat(BUFFER_MAX_BYTES / 4) }

  it('makes the writer wait once the buffer is full', async () => {
    const streams = createEventStreams(createManualClock())
    const stream = streams.open('feed')
    let written = 0
    const writing = (async () => {
      for (let n = 0; n < 8; n++) if (await stream.send(big)) written++
    })()
    await settle()
    const whileStuck = written
    const reader = stream.response.body?.getReader()
    for (let n = 0; n < 8; n++) await reader?.read()
    await writing
    expect([whileStuck, written]).toEqual([3, 8])
  })

  it('is not cut off for having been slow, when two writers waited for it', async () => {
    const clock = createManualClock()
    const stream = createEventStreams(clock).open('feed')
    const frame = formatEvent({ event: 'message', data: '' }).length
    const almostFull = { event: 'message', data: 'x'.repeat(BUFFER_MAX_BYTES - frame - 1) }
    await stream.send(almostFull)
    // The second tick finds silence and one byte of room; its comment waits for the reader.
    await clock.advance(2 * KEEPALIVE_MS)
    const sent = stream.send({ event: 'message', data: 'late' })
    const reader = stream.response.body?.getReader()
    for (let n = 0; n < 3; n++) await reader?.read()
    const next = reader?.read()
    await clock.advance(STALL_LIMIT_MS)
    await next
    expect([await sent, stream.ended.aborted, clock.pending]).toEqual([true, false, 1])
  })

  it('is cut off when it takes nothing for 30 s', async () => {
    const clock = createManualClock()
    const streams = createEventStreams(clock)
    const stream = streams.open('feed')
    const answers: boolean[] = []
    const writing = (async () => {
      for (let n = 0; n < 5; n++) answers.push(await stream.send(big))
    })()
    await clock.advance(STALL_LIMIT_MS)
    await writing
    expect([answers.at(-1), stream.ended.aborted]).toEqual([false, true])
    await expect(stream.response.text()).rejects.toThrow('stalled')
  })
})

describe('[SV42] silence', () => {
  it('is broken by a comment, but only where there is silence', async () => {
    const clock = createManualClock()
    const stream = createEventStreams(clock).open('feed')
    const text = stream.response.text()
    await clock.advance(10_000)
    await stream.comment('one')
    await clock.advance(19_999)
    await clock.advance(1)
    await clock.advance(15_000)
    stream.close()
    expect(await text).toBe(': one\n\n: keepalive\n\n: keepalive\n\n')
    expect(clock.pending).toBe(0)
  })
})

it('[SV62] ends all streams when the server closes, also those that come later', async () => {
  const streams = createEventStreams(createManualClock())
  const early = streams.open('feed')
  streams.close()
  const late = streams.open('feed')
  expect([await early.response.text(), await late.response.text()]).toEqual(['', ''])
  expect(await early.send({ event: 'x', data: 1 })).toBe(false)
})

describe('[SV62] a shut-down', () => {
  async function textOf(response: Response): Promise<string> {
    return await response.text()
  }

  it('ends feeds one after the other, all through its time, and says when to come again', async () => {
    const clock = createManualClock()
    const streams = createEventStreams(clock)
    const feeds = Array.from({ length: 4 }, () => streams.open('feed'))
    const answer = streams.open('answer')
    const dismissed = streams.dismiss(4_000, () => 0.5)
    const open: number[] = []
    for (let second = 0; second < 4; second++) {
      await settle()
      open.push(streams.count().feed)
      await clock.advance(1_000)
    }
    await dismissed
    expect(open).toEqual([3, 2, 1, 0])
    expect(streams.count()).toEqual({ feed: 0, answer: 1 })
    for (const feed of feeds) {
      expect(await textOf(feed.response)).toBe('retry: 2000\n: come again\n\n')
    }
    answer.close()
  })

  it('ends them at once when there is no time left', async () => {
    const streams = createEventStreams(createManualClock())
    const feeds = [streams.open('feed'), streams.open('feed')]
    const deadline = new AbortController()
    const dismissed = streams.dismiss(60_000, () => 0, deadline.signal)
    await settle()
    expect(streams.count().feed).toBe(1)
    deadline.abort()
    await dismissed
    expect(feeds.map((feed) => feed.ended.aborted)).toEqual([true, true])
  })

  it('waits for nobody who has left by himself', async () => {
    const streams = createEventStreams(createManualClock())
    const [, second] = [streams.open('feed'), streams.open('feed')]
    const dismissed = streams.dismiss(60_000, () => 0)
    await settle()
    second.close()
    await dismissed
    expect(streams.count().feed).toBe(0)
  })
})
