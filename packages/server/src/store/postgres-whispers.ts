/**
 * Whispers to all processes on one PostgreSQL database: a NOTIFY each, over the connection that listens
 * for wake-ups. What comes together is sent together; what cannot be sent now is not sent.
 */
import { createLoop } from '../one-at-a-time.ts'
import { createWhispers, type Whispers } from './whispers.ts'

export const WHISPER_CHANNEL = 'porchlight_whispers'

/** PostgreSQL refuses 8,000 bytes and more. */
const WHISPER_MAX_BYTES = 7_000

/** So many wait while others are sent; a database that is slower than that hears of no more. */
const MAX_WAITING = 1_000

export interface ClusterWhispers extends Whispers {
  /** A notification has come. */
  hear(payload: string): void
}

export interface WhisperPorts {
  /** This process: it has heard its own whispers already. */
  readonly node: string
  /** Notifies with these payloads. */
  readonly send: (payloads: readonly string[]) => Promise<unknown>
}

export function createClusterWhispers({ node, send }: WhisperPorts): ClusterWhispers {
  const local = createWhispers()
  let waiting: string[] = []

  const teller = createLoop(
    async () => {
      const payloads = waiting
      waiting = []
      await send(payloads)
    },
    // The connection tells of itself when it is lost.
    () => {},
  )

  return {
    ...local,
    tell(whisper) {
      local.tell(whisper)
      const isTooLong = Buffer.byteLength(whisper) > WHISPER_MAX_BYTES
      if (isTooLong || waiting.length === MAX_WAITING) return
      waiting.push(`${node} ${whisper}`)
      teller.wake()
    },
    hear(payload) {
      const space = payload.indexOf(' ')
      if (payload.slice(0, space) !== node) local.tell(payload.slice(space + 1))
    },
  }
}
