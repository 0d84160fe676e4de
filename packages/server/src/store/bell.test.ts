import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createBell } from './bell.ts'
import { createWakeUps } from './wake-ups.ts'

/** Whether a promise has resolved by now. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false
  void promise.then(() => {
    done = true
  })
  await settle()
  return done
}

it('does not miss what changed while its owner was looking', async () => {
  const wakeUps = createWakeUps()
  const bell = createBell(wakeUps, 'runs')
  const { signal } = new AbortController()
  wakeUps.wake(['runs'])
  const [first, second] = [await isDone(bell.wait(signal)), await isDone(bell.wait(signal))]
  expect([first, second]).toEqual([true, false])
})

it('rings for its own topic alone, until it is closed', async () => {
  const wakeUps = createWakeUps()
  const bell = createBell(wakeUps, 'visitor:a')
  const waiting = bell.wait(new AbortController().signal)
  wakeUps.wake(['visitor:b'])
  const forOther = await isDone(waiting)
  wakeUps.wake(['visitor:a'])
  const forOwn = await isDone(waiting)
  bell.close()
  wakeUps.wake(['visitor:a'])
  const afterClose = await isDone(bell.wait(new AbortController().signal))
  expect([forOther, forOwn, afterClose]).toEqual([false, true, false])
})

it('lets its owner go when the signal aborts', async () => {
  const bell = createBell(createWakeUps(), 'runs')
  const stop = new AbortController()
  const waiting = bell.wait(stop.signal)
  stop.abort()
  expect([await isDone(waiting), await isDone(bell.wait(stop.signal))]).toEqual([true, true])
})
