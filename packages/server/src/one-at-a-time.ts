/** Work that many things can ask for and that must not run twice at a time. */
export interface Loop {
  /** Asks for a run of the work: now, or once more after the one under way. */
  wake(): void
  /** No further runs; resolves when the one under way has ended. */
  stop(): Promise<void>
}

/** @param onError told of every rejection; the loop goes on with the next wake-up */
export function createLoop(work: () => Promise<void>, onError: (cause: unknown) => void): Loop {
  let isWanted = false
  let isStopped = false
  let underWay: Promise<void> | null = null

  async function run(): Promise<void> {
    while (isWanted && !isStopped) {
      isWanted = false
      await work().catch(onError)
    }
    underWay = null
  }

  return {
    wake() {
      isWanted = true
      if (!isStopped) underWay ??= run()
    },
    async stop() {
      isStopped = true
      await underWay
    },
  }
}
