/** Time as a port, so that tests own it. */
export interface Clock {
  /** Milliseconds since 1970 by the local clock. For display and ids; it orders nothing. */
  now(): number
  /** Runs once after that many milliseconds. @returns the undo; calling it late does nothing */
  setTimeout(run: () => void, ms: number): () => void
}

/** The platform's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
