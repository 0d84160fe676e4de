/**
 * Server-sent events on a raw stream, bounded in memory.
 *
 * A stream buffers at most `BUFFER_MAX_BYTES`; then whoever writes waits for the reader. A reader
 * that takes nothing for `STALL_LIMIT_MS` is cut off: it can come back and resume.
 */
import { setMaxListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type Clock, KEEPALIVE_MS } from '@porchlight/protocol'
import { withDirectBody } from './direct-body.ts'
import { createSocketOutlet, createWebOutlet, type Outlet, type OutletEvents } from './outlet.ts'

/** One event; `id` is where to resume from. */
export interface ServerSentEvent {
  readonly event: string
  readonly data: unknown
  readonly id?: string | undefined
}

export interface EventStream {
  readonly response: Response
  /** @returns false when the reader is gone; resolves once there is room for more */
  send(event: ServerSentEvent): Promise<boolean>
  /** Events that were encoded for many readers at once. */
  sendBytes(bytes: Uint8Array): Promise<boolean>
  /** Sends it to a reader who keeps up; for one who does not it is lost. */
  mention(event: ServerSentEvent): void
  /** A line that readers ignore. */
  comment(text: string): Promise<boolean>
  /** Ends it, and tells the reader after how long to come again. */
  dismiss(retryMs: number): void
  /** Aborted when the stream has ended, for whatever reason. */
  readonly ended: AbortSignal
  /** Ends it after what was written. Safe to repeat. */
  close(): void
}

/** A feed has no end of its own; an answer ends with what it tells of. */
export type StreamKind = 'feed' | 'answer'

/** All streams of a server. */
export interface EventStreams {
  open(kind: StreamKind): EventStream
  /** How many are open. */
  count(): Record<StreamKind, number>
  /**
   * Ends the feeds one after the other, all through that time, so that their readers do not come
   * to the next server all at once. Resolves when they are over, or when it is aborted.
   */
  dismiss(withinMs: number, chance: () => number, deadline?: AbortSignal): Promise<void>
  /** Ends all; streams opened later end at once. */
  close(): void
}

export const BUFFER_MAX_BYTES: number = 256 * 1024
export const STALL_LIMIT_MS: number = 2 * KEEPALIVE_MS

/** Where there is but one server, it needs a moment before it is there again. */
const RETURN_AFTER_MS = 1_000
const RETURN_WITHIN_MS = 2_000

/** @returns a registry of streams on one clock */
export function createEventStreams(clock: Clock): EventStreams {
  const kinds = new Map<EventStream, StreamKind>()
  let isClosed = false
  const feeds = (): EventStream[] =>
    [...kinds].flatMap(([stream, kind]) => (kind === 'feed' ? [stream] : []))

  return {
    open(kind) {
      const stream = openStream(clock)
      kinds.set(stream, kind)
      stream.ended.addEventListener('abort', () => kinds.delete(stream))
      if (isClosed) stream.close()
      return stream
    },
    count: () => ({ feed: feeds().length, answer: kinds.size - feeds().length }),
    async dismiss(withinMs, chance, deadline) {
      const leaving = feeds()
      // One listener a stream is no leak, however many streams there are.
      if (deadline !== undefined) setMaxListeners(0, deadline)
      await Promise.all(
        leaving.map(async (stream, place) => {
          await pause(clock, (place * withinMs) / leaving.length, [stream.ended, deadline])
          stream.dismiss(RETURN_AFTER_MS + Math.floor(chance() * RETURN_WITHIN_MS))
        }),
      )
    },
    close() {
      isClosed = true
      for (const stream of [...kinds.keys()]) stream.close()
    },
  }
}

/** The bytes of one event, without its encoding. Line breaks cannot end a field early. */
export function formatEvent({ event, data, id }: ServerSentEvent): string {
  const idLine = id === undefined ? '' : `id: ${oneLine(id)}\n`
  const dataLines = JSON.stringify(data)
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')
  return `${idLine}event: ${oneLine(event)}\n${dataLines}\n`
}

/** Ends early when one of the signals does. Takes no time when there is none to take. */
function pause(
  clock: Clock,
  ms: number,
  signals: readonly (AbortSignal | undefined)[],
): Promise<void> {
  if (ms === 0 || signals.some((signal) => signal?.aborted === true)) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      stopTimer()
      for (const signal of signals) signal?.removeEventListener('abort', end)
      resolve()
    }
    const stopTimer = clock.setTimeout(end, ms)
    for (const signal of signals) signal?.addEventListener('abort', end)
  })
}

/** Several events as the bytes that go over the wire. */
export function encodeEvents(events: readonly ServerSentEvent[]): Uint8Array {
  return encoder.encode(events.map(formatEvent).join(''))
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n\0]/g, '')

const encoder = new TextEncoder()

const encodeComment = (text: string): Uint8Array => encoder.encode(`: ${oneLine(text)}\n\n`)
const KEEPALIVE = encodeComment('keepalive')

function openStream(clock: Clock): EventStream {
  const ending = new AbortController()
  let writtenSinceKeepalive = false
  let stopKeepalive = (): void => {}
  let onRoom = (): void => {}
  let onProgress = (): void => {}
  let roomToCome: Promise<void> | null = null
  const events: OutletEvents = {
    onTaken() {
      if (hasRoom()) onRoom()
      else onProgress()
    },
    onGone: () => end(),
  }
  const read = createWebOutlet(events)
  let outlet: Outlet = read

  function end(): void {
    if (ending.signal.aborted) return
    stopKeepalive()
    ending.abort()
    onRoom()
  }

  function close(): void {
    if (ending.signal.aborted) return
    end()
    outlet.end()
  }

  function dismiss(retryMs: number): void {
    if (ending.signal.aborted) return
    outlet.push(encoder.encode(`retry: ${retryMs}\n: come again\n\n`))
    close()
  }

  function hasRoom(): boolean {
    return outlet.size() < BUFFER_MAX_BYTES
  }

  /** Resolves when the reader has made room, or the stream has ended. All writers wait as one. */
  function room(): Promise<void> {
    roomToCome ??= new Promise((resolve) => {
      let stopTimer = clock.setTimeout(cutOff, STALL_LIMIT_MS)
      onProgress = () => {
        stopTimer()
        stopTimer = clock.setTimeout(cutOff, STALL_LIMIT_MS)
      }
      onRoom = () => {
        stopTimer()
        onProgress = () => {}
        onRoom = () => {}
        roomToCome = null
        resolve()
      }
    })
    return roomToCome
  }

  /** What is still in the buffer is dropped with the reader who did not want it. */
  function cutOff(): void {
    if (ending.signal.aborted) return
    end()
    outlet.cut(new Error('the reader has stalled'))
  }

  async function write(bytes: Uint8Array): Promise<boolean> {
    if (ending.signal.aborted) return false
    writtenSinceKeepalive = true
    outlet.push(bytes)
    if (!hasRoom()) await room()
    return !ending.signal.aborted
  }

  function keepAlive(): void {
    stopKeepalive = clock.setTimeout(() => {
      if (!writtenSinceKeepalive && hasRoom()) void write(KEEPALIVE)
      writtenSinceKeepalive = false
      keepAlive()
    }, KEEPALIVE_MS)
  }

  /** From now on to a socket, beginning with what nobody has read. */
  function goTo(outgoing: ServerResponse): void {
    outlet = createSocketOutlet(outgoing, events)
    const early = read.takeAll()
    for (const bytes of early) outlet.push(bytes)
    // The head waits for the first bytes otherwise.
    if (early.length === 0) outgoing.flushHeaders()
    if (ending.signal.aborted) outlet.end()
    else if (outgoing.destroyed) end()
  }

  keepAlive()
  const response = new Response(read.body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // Proxies that buffer would hold events back.
      'x-accel-buffering': 'no',
    },
  })
  return {
    response: withDirectBody(response, goTo),
    send: (event) => write(encodeEvents([event])),
    sendBytes: write,
    mention(event) {
      if (hasRoom()) void write(encodeEvents([event]))
    },
    comment: (text) => write(encodeComment(text)),
    dismiss,
    ended: ending.signal,
    close,
  }
}
