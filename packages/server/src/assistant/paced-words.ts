/** An answer given at the pace of reading instead of all at once. */
import type { Clock } from '@porchlight/protocol'
import { pause } from './pause.ts'

/** How an answer is paced. */
export interface Pace {
  readonly clock: Pick<Clock, 'setTimeout'>
  /** Milliseconds between two words; 0 gives all words without waiting. */
  readonly msPerWord: number
}

/**
 * The words of a text one by one, each with the white space after it: joined they are the text.
 * Ends without another word as soon as the signal is aborted, also in the middle of a pause.
 */
export async function* pacedWords(
  text: string,
  pace: Pace,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for (const word of text.match(/\s*\S+\s*/g) ?? []) {
    if (signal.aborted) return
    yield word
    if (pace.msPerWord > 0) await pause(pace.msPerWord, pace.clock, signal)
  }
}
