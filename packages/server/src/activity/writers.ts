/** Who was told to be writing a moment ago, so that it can be told that they are not any more. */
import type { Clock } from '@porchlight/protocol'

export interface Writers {
  /** @returns whether that one was writing until now */
  set(writer: string, isWriting: boolean): boolean
}

/** At about 200 bytes each; beyond it those who began first are forgotten. */
const MAX_WRITERS = 10_000

/** @param lastsMs who has said nothing for this long has stopped by themselves */
export function createWriters(clock: Clock, lastsMs: number): Writers {
  /** In the order of the last word. */
  const writingUntil = new Map<string, number>()
  return {
    set(writer, isWriting) {
      const now = clock.elapsed()
      const wasWriting = (writingUntil.get(writer) ?? 0) > now
      writingUntil.delete(writer)
      if (isWriting) writingUntil.set(writer, now + lastsMs)
      for (const [known, until] of writingUntil) {
        if (until > now && writingUntil.size <= MAX_WRITERS) break
        writingUntil.delete(known)
      }
      return wasWriting
    },
  }
}
