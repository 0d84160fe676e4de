/** Where the bytes of a stream go: to whoever reads the body of a `Response`, or straight to a socket. */
import type { ServerResponse } from 'node:http'

/** What takes bytes. */
export interface Outlet {
  /** Bytes that have been pushed and that nobody has taken yet. */
  size(): number
  push(bytes: Uint8Array): void
  /** Ends the stream after what was pushed. */
  end(): void
  /** Ends it at once. */
  cut(cause: Error): void
}

/** What an outlet tells. */
export interface OutletEvents {
  /** Something was taken. */
  onTaken(): void
  /** The reader has gone. */
  onGone(): void
}

/** One whose bytes are read as a web stream. */
export interface WebOutlet extends Outlet {
  readonly body: ReadableStream<Uint8Array>
  /** Empties it, so that another outlet can go on. */
  takeAll(): readonly Uint8Array[]
}

/** @returns an outlet that keeps what is pushed until it is read */
export function createWebOutlet({ onTaken, onGone }: OutletEvents): WebOutlet {
  let waiting: Uint8Array[] = []
  let size = 0
  let isWanted = false
  let isEnding = false
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null

  function serve(): void {
    const bytes = isWanted ? waiting.shift() : undefined
    if (bytes !== undefined) {
      isWanted = false
      size -= bytes.byteLength
      controller?.enqueue(bytes)
      onTaken()
    }
    if (isEnding && waiting.length === 0) controller?.close()
  }

  return {
    body: new ReadableStream<Uint8Array>(
      {
        start(ours) {
          controller = ours
        },
        pull() {
          isWanted = true
          serve()
        },
        cancel: onGone,
      },
      // It asks when somebody reads, and not before.
      { highWaterMark: 0 },
    ),
    size: () => size,
    push(bytes) {
      waiting.push(bytes)
      size += bytes.byteLength
      serve()
    },
    end() {
      isEnding = true
      if (waiting.length === 0) controller?.close()
    },
    cut: (cause) => controller?.error(cause),
    takeAll() {
      const taken = waiting
      waiting = []
      size = 0
      return taken
    },
  }
}

/** Written at a time: so often a reader who is slow is seen to take something. */
const PIECE_BYTES = 64 * 1024

/** @returns an outlet to a client of ours: a web stream between them would cost more than what is sent */
export function createSocketOutlet(
  outgoing: ServerResponse,
  { onTaken, onGone }: OutletEvents,
): Outlet {
  const waiting: Uint8Array[] = []
  let size = 0
  let isWriting = false
  let isEnding = false

  function writeNext(): void {
    const bytes = waiting.shift()
    isWriting = bytes !== undefined
    if (bytes === undefined) {
      if (isEnding) outgoing.end()
      return
    }
    const piece = bytes.subarray(0, PIECE_BYTES)
    if (piece.byteLength < bytes.byteLength) waiting.unshift(bytes.subarray(PIECE_BYTES))
    outgoing.write(piece, (failure) => {
      // Whoever has gone is told of by `close`.
      if (failure != null) return
      size -= piece.byteLength
      onTaken()
      writeNext()
    })
  }

  outgoing.once('close', onGone)
  return {
    size: () => size,
    push(bytes) {
      waiting.push(bytes)
      size += bytes.byteLength
      if (!isWriting) writeNext()
    },
    end() {
      isEnding = true
      if (!isWriting) outgoing.end()
    },
    cut: (cause) => void outgoing.destroy(cause),
  }
}
