/**
 * Whispers: words that are heard now, by every process on this database, or never. Unlike wake-ups they
 * are all there is of what they say, so nothing may depend on one: it may be lost.
 */

export interface Whispers {
  /** Heard here at once, and elsewhere a moment later. Never throws. */
  tell(whisper: string): void
  /** @returns the undo */
  listen(onWhisper: (whisper: string) => void): () => void
}

/** @returns whispers that stay in this process */
export function createWhispers(): Whispers {
  const listeners = new Set<(whisper: string) => void>()
  return {
    tell(whisper) {
      for (const onWhisper of [...listeners]) onWhisper(whisper)
    },
    listen(onWhisper) {
      listeners.add(onWhisper)
      return () => {
        listeners.delete(onWhisper)
      }
    },
  }
}
