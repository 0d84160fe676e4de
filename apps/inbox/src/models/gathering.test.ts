import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createGathering, GATHERED_FOR_MS } from './gathering.ts'

function gather() {
  const clock = createManualClock()
  const taken: (readonly number[])[] = []
  return { clock, taken, gathering: createGathering<number>(clock, (items) => taken.push(items)) }
}

it('takes one that comes alone at once, however often', async () => {
  const { clock, taken, gathering } = gather()
  for (const n of [1, 2]) {
    gathering.add(n)
    expect(taken.at(-1)).toEqual([n])
    await clock.advance(GATHERED_FOR_MS)
  }
})

it('takes what comes in a crowd together, in its order', async () => {
  const { clock, taken, gathering } = gather()
  for (const n of [1, 2, 3]) gathering.add(n)
  await clock.advance(GATHERED_FOR_MS)
  gathering.add(4)
  expect(taken).toEqual([[1], [2, 3]])
  await clock.advance(GATHERED_FOR_MS)
  await clock.advance(GATHERED_FOR_MS)
  gathering.add(5)
  expect(taken).toEqual([[1], [2, 3], [4], [5]])
})

it('takes what waits before what comes after it, and forgets it when it is closed', async () => {
  const { clock, taken, gathering } = gather()
  for (const n of [1, 2]) gathering.add(n)
  gathering.flush()
  gathering.flush()
  expect(taken).toEqual([[1], [2]])
  gathering.add(3)
  gathering.close()
  await clock.advance(GATHERED_FOR_MS)
  expect(taken).toEqual([[1], [2]])
})
