/** A socket that sends together what is written in one turn: a write costs more than what is in it. */
import { Socket } from 'node:net'

type Written = (error?: Error | null) => void

export class BatchingSocket extends Socket {
  #isHeld = false

  constructor() {
    super()
    // Node's `connect` gives the socket a `write` of its own, which would hide the one below.
    this.once('connect', () => void Reflect.deleteProperty(this, 'write'))
  }

  override write(
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean {
    this.#hold()
    return typeof encoding === 'string'
      ? super.write(chunk, encoding, written)
      : super.write(chunk, encoding ?? written)
  }

  #hold(): void {
    if (this.#isHeld) return
    this.#isHeld = true
    this.cork()
    process.nextTick(() => {
      this.#isHeld = false
      this.uncork()
    })
  }
}
