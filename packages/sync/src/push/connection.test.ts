import { createManualClock } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { createBreaker } from './connection.ts'

function setUp() {
  const clock = createManualClock()
  const breaker = createBreaker({ clock, random: () => 0.999_999_999, onChange: () => {} })
  /** Whether something may be tried now. */
  const isReady = async (): Promise<boolean> => {
    let ready = false
    const stop = new AbortController()
    const waiting = breaker.ready(stop.signal).then(() => {
      ready ||= !stop.signal.aborted
    })
    await clock.advance(0)
    stop.abort()
    await waiting
    return ready
  }
  return { clock, breaker, isReady }
}

describe('createBreaker', () => {
  it('[PP5] counts one fault that cuts many requests as one failure', async () => {
    const { clock, breaker, isReady } = setUp()
    for (let i = 0; i < 10; i++) breaker.failed()
    expect(await isReady()).toBe(false)
    await clock.advance(500)
    expect(await isReady()).toBe(true)
  })

  it('[PP5] waits longer after each failure, until something succeeds', async () => {
    const { clock, breaker } = setUp()
    const pauses: (number | null)[] = []
    for (let i = 0; i < 3; i++) {
      breaker.failed()
      const { nextTryAt } = breaker.current()
      pauses.push(nextTryAt === null ? null : nextTryAt - clock.now())
      await clock.advance(60_000)
    }
    breaker.succeeded()
    breaker.failed()
    pauses.push((breaker.current().nextTryAt ?? 0) - clock.now())
    expect(pauses).toEqual([500, 1_000, 2_000, 500])
  })

  it('[PP5] obeys a longer pause that the server asks for, and is not offline for it', async () => {
    const { clock, breaker, isReady } = setUp()
    breaker.succeeded()
    breaker.failed(10_000)
    await clock.advance(9_999)
    breaker.wake()
    expect([await isReady(), breaker.current().state]).toEqual([false, 'online'])
    await clock.advance(1)
    expect(await isReady()).toBe(true)
  })

  it('[PP5] is woken without forgetting how often it has failed', async () => {
    const { clock, breaker, isReady } = setUp()
    breaker.failed()
    breaker.wake()
    expect(await isReady()).toBe(true)
    breaker.failed()
    expect((breaker.current().nextTryAt ?? 0) - clock.now()).toBe(1_000)
  })

  it('waits for a person when waiting cannot mend it', async () => {
    const { clock, breaker, isReady } = setUp()
    breaker.broken('token')
    await clock.advance(3_600_000)
    expect([await isReady(), breaker.current().trouble]).toEqual([false, 'token'])
    breaker.wake()
    expect(await isReady()).toBe(true)
  })

  it('[PP5] keeps the back-off for a feed that breaks as soon as it is up', async () => {
    const { clock, breaker } = setUp()
    const pauses: number[] = []
    for (let i = 0; i < 3; i++) {
      breaker.linked()
      breaker.unlinked()
      pauses.push((breaker.current().nextTryAt ?? 0) - clock.now())
      await clock.advance(60_000)
    }
    expect(pauses).toEqual([500, 1_000, 2_000])
  })

  it('[PP8] stays online when a request fails while the feed is up, and still pauses', async () => {
    const { breaker, isReady } = setUp()
    breaker.linked()
    breaker.failed()
    expect([breaker.current().state, await isReady()]).toEqual(['online', false])
    breaker.unlinked()
    expect(breaker.current().state).toBe('offline')
  })

  it('can be woken from trouble that came in a pause the server had asked for', async () => {
    const { breaker, isReady } = setUp()
    breaker.failed(5_000)
    breaker.broken('token')
    breaker.wake()
    expect(await isReady()).toBe(true)
  })
})
