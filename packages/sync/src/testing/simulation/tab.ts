/** One tab of a simulated browser: what it asks of its platform happens when the scheduler says so. */
import { createSeededRandom, type FakePageSignal, type FakeTab } from '@porchlight/testkit'
import type { Ports } from '../../ports.ts'
import { DroppedError, type Scheduler } from './scheduler.ts'
import type { WorldClock } from './world-clock.ts'

export interface Tab {
  readonly name: string
  readonly isAlive: boolean
  readonly isAsleep: boolean
  readonly ports: Ports
  /** The same promise, as long as the tab lives; a dead one never hears of it. */
  survive<T>(promise: Promise<T>): Promise<T>
  /** Gone without a word, with everything it waits for. */
  crash(): void
  /** Frozen: nothing runs in it, and what it holds it holds. */
  sleep(): void
  wake(): void
  signal: FakeTab['signal']
}

export interface TabOptions {
  readonly name: string
  readonly seed: number
  readonly fake: FakeTab
  readonly scheduler: Scheduler
  readonly clock: WorldClock
  readonly onEnd: () => void
}

export function createTab({ name, seed, fake, scheduler, clock, onEnd }: TabOptions): Tab {
  const random = createSeededRandom(seed)
  let isAlive = true
  let isAsleep = false
  const missed: FakePageSignal[] = []
  const tab: Tab = {
    name,
    get isAlive() {
      return isAlive
    },
    get isAsleep() {
      return isAsleep
    },
    ports: {
      get clock() {
        return tabClock
      },
      fillRandom: random.fill,
      random: random.next,
      locks: {
        request: (lock, task, signal) =>
          tab.survive(
            fake.locks.request(
              lock,
              async () => {
                await scheduler.step({ label: `${name} gets ${lock}`, ways: ['done'], tab: tab })
                return await task()
              },
              signal,
            ),
          ),
      },
      channel: {
        post: fake.channel.post,
        listen: (onMessage) => fake.channel.listen((message) => void hear(message, onMessage)),
        close: fake.channel.close,
      },
      page: fake.page,
    },
    survive: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => isAlive && resolve(value),
          // Nobody is there any more who could be told.
          (error) => isAlive && !(error instanceof DroppedError) && reject(error),
        )
      }),
    crash() {
      if (!isAlive) return
      isAlive = false
      fake.crash()
      scheduler.sweep()
      onEnd()
    },
    sleep() {
      isAsleep = true
    },
    wake() {
      isAsleep = false
      for (const signal of missed.splice(0)) fake.signal(signal)
    },
    signal(signal) {
      // Nothing runs in a page that sleeps: it hears when it wakes.
      if (isAsleep) missed.push(signal)
      else fake.signal(signal)
    },
  }
  const tabClock = clock.of(tab)

  async function hear(message: unknown, onMessage: (message: unknown) => void): Promise<void> {
    const type = (message as { message?: { type?: string } }).message?.type ?? 'something'
    const queue = `channel of ${name}`
    try {
      await scheduler.step({ label: `${name} hears ${type}`, ways: ['done'], tab, queue })
    } catch (error) {
      if (error instanceof DroppedError) return
      throw error
    }
    onMessage(message)
  }

  return tab
}
