/**
 * Runs a task at most once at a time: a request during a run makes one more run after it, since what
 * has changed may have been read before the change. A burst of requests costs two runs.
 *
 * @param onError the task failed; the next request tries again
 * @returns requests a run
 */
export function coalesce(task: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let isRunning = false
  let isRequested = false

  async function run(): Promise<void> {
    isRunning = true
    while (isRequested) {
      isRequested = false
      await task().catch(onError)
    }
    isRunning = false
  }

  return () => {
    isRequested = true
    if (!isRunning) void run()
  }
}
