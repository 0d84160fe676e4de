/** Counts the blocks of this package that run, by the engine's own coverage, so it needs no clock. */
import { Session } from 'node:inspector/promises'

export interface OperationCounter {
  count(work: () => unknown): Promise<number>
  close(): Promise<void>
}

/**
 * Only functions compiled after the counting began have counters in their blocks: import what is to
 * be counted after this has resolved.
 */
export async function createOperationCounter(): Promise<OperationCounter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

  async function take(): Promise<number> {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    return result
      .filter((script) => /richtext\/src\/(?!testing|\w+\.test)/.test(script.url))
      .flatMap((script) => script.functions.flatMap((fn) => fn.ranges))
      .reduce((sum, range) => sum + range.count, 0)
  }

  return {
    async count(work) {
      await take()
      work()
      return take()
    },
    async close() {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
