/** Time as a port, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970 by the local clock. For display and ids; it orders nothing. */
  now(): number
  /** Milliseconds since some moment. It rises with time alone: nobody can set it. */
  elapsed(): number
  /** Runs once after that many milliseconds. @returns the undo; calling it late does nothing */
  setTimeout(run: () => void, ms: number): () => void
}

/** The platform's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  setTimeout: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
