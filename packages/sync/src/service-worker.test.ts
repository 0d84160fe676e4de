import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askForReplay } from './ask-for-replay.ts'
import { REPLAY_TAG, replay, replayInBackground } from './service-worker.ts'
import { eventually, isOnline, until } from './testing/browser.ts'
import { useBrowser } from './testing/use-browser.ts'

describe('the service worker', () => {
  const browser = useBrowser()
  const { posted } = browser

  /** The options of a worker: a tab that nobody sees. */
  const worker = () => {
    const { tab, options } = browser.openTab()
    tab.signal('covered')
    return options
  }

  /** Leaves messages behind that no tab is there to send. */
  async function writeAndLeave(...contents: string[]): Promise<void> {
    browser.server.cut()
    const { sync } = browser.open()
    for (const content of contents) await sync.send({ content })
    await sync.close()
  }

  beforeEach(() => {
    // What a worker's global object has, and Node's has not.
    const scope = new EventTarget()
    vi.stubGlobal('addEventListener', scope.addEventListener.bind(scope))
    vi.stubGlobal('removeEventListener', scope.removeEventListener.bind(scope))
    vi.stubGlobal('dispatchEvent', scope.dispatchEvent.bind(scope))
  })

  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it('[TB14] replays what the last tab left behind, in order and once', async () => {
    await writeAndLeave('first', 'second')
    browser.server.restore()
    let isDone = false
    const replaying = replay(worker()).then(() => {
      isDone = true
    })
    await until(() => isDone)
    await replaying
    expect(posted()).toEqual(['first', 'second'])
    expect(browser.tabs.holder(`${browser.name}:leader`)).toBeNull()
  })

  it('[TB14] rejects after 20 s without a network, so that the browser tries again', async () => {
    await writeAndLeave('still here')
    let failure: unknown = null
    void replay(worker()).catch((error: unknown) => {
      failure = error
    })
    await browser.clock.advance(20_000)
    await until(() => failure !== null)
    expect(failure).toMatchObject({ message: '1 messages still wait' })
    browser.server.restore()
    browser.open()
    await eventually(browser.clock, () => posted().length === 1)
  })

  it('[TB14] [F36] [I4] sends nothing while a tab leads', async () => {
    const { sync } = browser.open()
    await until(() => isOnline(sync))
    await replay(worker())
    expect(sync.status.get().isLeader).toBe(true)
  })

  it('[TB14] works for its own tag alone', async () => {
    await writeAndLeave('by the tag')
    browser.server.restore()
    const stop = replayInBackground(worker())
    const works: Promise<unknown>[] = []
    const fire = (tag: string): void => {
      const event = Object.assign(new Event('sync'), {
        tag,
        waitUntil: (work: Promise<unknown>) => works.push(work),
      })
      dispatchEvent(event)
    }
    fire('another')
    expect(works).toEqual([])
    fire(REPLAY_TAG)
    await until(() => posted().length === 1)
    await works[0]
    stop()
  })

  it('[TB14] is asked for by a page whenever one more message waits', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    const tags: string[] = []
    const registration = {
      sync: {
        register: async (tag: string) => {
          tags.push(tag)
        },
      },
    } as unknown as ServiceWorkerRegistration
    const stop = askForReplay(sync, registration)
    expect(tags).toEqual([])
    await sync.send({ content: 'one' })
    await until(() => tags.length === 1)
    await sync.send({ content: 'two' })
    await until(() => tags.length === 2)
    expect(tags).toEqual([REPLAY_TAG, REPLAY_TAG])
    stop()
  })

  it('[TB14] is not asked for where the browser cannot', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    await sync.send({ content: 'one' })
    await until(() => sync.status.get().waiting === 1)
    expect(() => askForReplay(sync, {} as ServiceWorkerRegistration)).not.toThrow()
  })
})
