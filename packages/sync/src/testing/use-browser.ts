/** A browser without a browser for each of the tests around this call. */
import type { FakeTab } from '@porchlight/testkit'
import { afterEach, beforeEach, vi } from 'vitest'
// At hand, so that a test need not wait for the file.
import '../store/memory-store.ts'
import type { Sync } from '../sync.ts'
import { createBrowser, isOnline, until } from './browser.ts'

type TestBrowser = ReturnType<typeof createBrowser>

/** The browser of the test that runs, and what most of them ask of it. */
export interface BrowserInUse
  extends Pick<TestBrowser, 'name' | 'clock' | 'server' | 'tabs' | 'openTab' | 'open'> {
  /** All that the server has posted, thread by thread. */
  posted(): string[]
  openOnline(): Promise<{ sync: Sync; tab: FakeTab }>
}

/** To be called outside of tests; what it returns is there once a test runs. */
export function useBrowser(): BrowserInUse {
  let now: TestBrowser | null = null

  function current(): TestBrowser {
    if (now === null) throw new Error('only a test has a browser')
    return now
  }

  beforeEach(() => {
    now = createBrowser()
  })

  afterEach(async () => {
    vi.restoreAllMocks()
    await current().close()
  })

  return {
    get name() {
      return current().name
    },
    get clock() {
      return current().clock
    },
    get server() {
      return current().server
    },
    get tabs() {
      return current().tabs
    },
    openTab: (options) => current().openTab(options),
    open: (options) => current().open(options),
    posted() {
      const { server } = current()
      return server.threads.flatMap((thread) => server.posted(thread).map(({ content }) => content))
    },
    async openOnline() {
      const opened = current().open()
      await until(() => isOnline(opened.sync))
      return opened
    },
  }
}
