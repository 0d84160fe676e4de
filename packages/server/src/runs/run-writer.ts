/**
 * Writes a growing answer into frames: the first words at once, then at most every 150 ms, or when
 * 1 kB has come together. Frames are what readers see and what a restart finds.
 */
import type { Clock, WireCitation } from '@porchlight/protocol'
import type { Store, Tx } from '../store/store.ts'
import { splitHalfCharacter, toStorableText } from '../text.ts'
import { findActiveRun } from './end-run.ts'

export const FRAME_INTERVAL_MS = 150
const FRAME_MAX_CHARACTERS = 1_024

/** An answer that is longer has lost its way; what it had said until then stays. */
export const ANSWER_MAX_CHARACTERS = 100_000

/** A claimed run. The epoch fences: after a take-over nothing under the old one can be written. */
export interface Claim {
  readonly run: string
  readonly project: number
  readonly conversation: string
  readonly epoch: number
}

export interface RunWriter {
  /** @throws RangeError when the answer gets too long */
  add(text: string): void
  cite(citation: WireCitation): void
  /** Waits for the frames on their way. @returns what is in no frame yet */
  finish(): Promise<{ rest: string; citations: readonly WireCitation[] }>
}

export interface RunWriterOptions {
  readonly store: Pick<Store, 'write'>
  readonly clock: Clock
  readonly claim: Claim
  /** The run is not ours any more, or cannot be written: stop. */
  onBroken(cause: unknown): void
}

/** @returns a writer for one claimed run; `finish` ends it */
export function createRunWriter({ store, clock, claim, onBroken }: RunWriterOptions): RunWriter {
  const citations: WireCitation[] = []
  let pending = ''
  let halfCharacter = ''
  let n = 0
  let length = 0
  /** What frames were to hold that were not written; from the first of them on none is. */
  let unwritten = ''
  let isBroken = false
  let lastFrame: Promise<void> = Promise.resolve()
  let stopTimer: (() => void) | null = null

  function flush(): void {
    stopTimer?.()
    stopTimer = null
    if (pending === '' || isBroken) return
    n += 1
    const frame = { n, text: pending, citations: JSON.stringify(citations) }
    pending = ''
    lastFrame = lastFrame.then(() => write(frame))
  }

  /** Readers put frames together, so one that is missing would be a hole in the answer.  [SV118] */
  async function write(frame: Frame): Promise<void> {
    try {
      if (!isBroken && (await store.write((tx) => writeFrame(tx, claim, frame)))) return
      if (!isBroken) onBroken('taken over')
    } catch (cause) {
      onBroken(cause)
    }
    isBroken = true
    unwritten += frame.text
  }

  return {
    add(text) {
      length += text.length
      if (length > ANSWER_MAX_CHARACTERS) throw new RangeError('the answer has no end')
      const { whole, half } = splitHalfCharacter(halfCharacter + text)
      pending += toStorableText(whole)
      halfCharacter = half
      if (n === 0 || pending.length >= FRAME_MAX_CHARACTERS) flush()
      else stopTimer ??= clock.setTimeout(flush, FRAME_INTERVAL_MS)
    },
    cite(citation) {
      citations.push(citation)
    },
    async finish() {
      stopTimer?.()
      await lastFrame
      return { rest: unwritten + pending + toStorableText(halfCharacter), citations }
    },
  }
}

interface Frame {
  readonly n: number
  readonly text: string
  readonly citations: string
}

async function writeFrame(tx: Tx, claim: Claim, frame: Frame): Promise<boolean> {
  if (!(await renewLease(tx, claim))) return false
  await tx.db
    .insertInto('run_frames')
    .values({ run_id: claim.run, ...frame })
    .execute()
  tx.wake(`conversation:${claim.conversation}`)
  return true
}

/** @returns false when the run has ended, or is somebody else's by now */
export async function renewLease(tx: Tx, claim: Claim): Promise<boolean> {
  const run = await findActiveRun(tx, claim.run)
  if (run?.epoch !== claim.epoch) return false
  await tx.db
    .updateTable('runs')
    .set({ lease_until: tx.now + tx.policy.runLeaseMs })
    .where('id', '=', claim.run)
    .execute()
  return true
}
