/** The real panel and a core in memory, as a launcher would load them. */
import type { LazyFiles } from '../src/api/host.ts'
import { tellEvents } from '../src/core/tell-events.ts'
import * as panel from '../src/panel.ts'
import { createFakeSync, type FakeSync } from './fake-sync.ts'

export interface TestFiles {
  readonly files: LazyFiles
  readonly fake: FakeSync
  /** What the launcher asked for, such as `fetch core` and `start`. */
  readonly asked: string[]
  /** While true, files cannot be fetched. */
  setMissing(isMissing: boolean): void
}

export function createTestFiles(): TestFiles {
  const fake = createFakeSync()
  const asked: string[] = []
  let isMissing = false
  const fetched = <T>(name: string, file: T) => {
    asked.push(`fetch ${name}`)
    return isMissing ? Promise.reject(new Error('no network')) : Promise.resolve(file)
  }
  return {
    fake,
    asked,
    setMissing(next) {
      isMissing = next
    },
    files: {
      panel: () => fetched('panel', panel),
      core: () =>
        fetched('core', {
          attach: (host) =>
            host.provide('core', {
              start() {
                asked.push('start')
                return tellEvents(fake.sync, host)
              },
            }),
        }),
    },
  }
}
