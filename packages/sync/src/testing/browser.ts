/** One browser without a browser, for tests of the core as a whole. */
import 'fake-indexeddb/auto'
import {
  createFakeTabs,
  createManualClock,
  createScriptedServer,
  createSeededRandom,
  type FakeTab,
  type ManualClock,
  settle,
} from '@porchlight/testkit'
import { assemble } from '../assemble.ts'
import type { MessageView, Sync, ThreadView } from '../sync.ts'
import type { SyncOptions } from '../sync-options.ts'
import { PARTS } from './parts.ts'

let profiles = 0

type WithPorts = SyncOptions & Required<Pick<SyncOptions, 'ports'>>

/** One browser with tabs, one database and one server, on a clock that the test moves. */
export function createBrowser() {
  const name = `profile ${++profiles}`
  const clock = createManualClock()
  const server = createScriptedServer(clock)
  const random = createSeededRandom(7)
  const tabs = createFakeTabs()
  const open: Sync[] = []
  return {
    name,
    clock,
    server,
    tabs,
    /** A tab, and what a core in it is made of. */
    openTab({ hasLocks = true } = {}): { tab: FakeTab; options: WithPorts } {
      const tab = tabs.open()
      const options = {
        name,
        transport: () => server.transport(),
        ports: {
          clock,
          fillRandom: random.fill,
          random: random.next,
          locks: hasLocks ? tab.locks : null,
          channel: tab.channel,
          page: tab.page,
        },
      }
      return { tab, options }
    },
    open({ hasLocks = true, ...more }: { hasLocks?: boolean } & Partial<SyncOptions> = {}): {
      sync: Sync
      tab: FakeTab
    } {
      const { tab, options } = this.openTab({ hasLocks })
      const sync = assemble({ ...options, ...more }, PARTS)
      open.push(sync)
      return { sync, tab }
    },
    async close() {
      for (const sync of open) await sync.close()
    },
  }
}

/** Lets everything that needs no timer run until the claim holds. */
export async function until(claim: () => boolean): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    if (claim()) return
    await settle()
  }
  throw new Error(`never came true: ${claim}`)
}

/** The same, moving the clock from timer to timer as long as it does not hold. */
export async function eventually(clock: ManualClock, claim: () => boolean): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    if (claim()) return
    await settle()
    if (!claim()) await clock.next()
  }
  throw new Error(`never came true: ${claim}`)
}

export const isOnline = (sync: Sync): boolean => sync.status.get().connection === 'online'

export function current(sync: Sync): ThreadView | null {
  const id = sync.status.get().currentThread
  return id === null ? null : sync.thread(id).get()
}

export const messages = (sync: Sync): readonly MessageView[] => current(sync)?.messages ?? []
export const texts = (sync: Sync): string[] => messages(sync).map((message) => message.content)
export const states = (sync: Sync): (string | null)[] =>
  messages(sync).map((message) => message.delivery?.state ?? null)
