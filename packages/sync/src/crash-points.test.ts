import { describe, expect, it } from 'vitest'
import { POINTS, walkCrashPoints } from './testing/simulation/crash-walk.ts'
import { createOurServer } from './testing/simulation/our-server.ts'

describe('crash points of one message', () => {
  it('[OB1] [OB6] [OB9] [TB20] keeps every invariant whichever tab dies at whichever step', async () => {
    const { runs, points, problems } = await walkCrashPoints(createOurServer)
    process.stdout.write(
      `${runs} crash points walked: ${POINTS.map((point) => `${point} ${points.get(point) ?? 0}`).join(', ')}\n`,
    )
    expect(problems).toEqual([])
    expect(POINTS.filter((point) => !points.has(point))).toEqual([])
  }, 120_000)
})
