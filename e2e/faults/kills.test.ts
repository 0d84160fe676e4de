/**
 * SIGKILL for a whole browser, on a profile that stays. `npm run faults -- kills --runs N --seed S`
 * runs many; here are a few of each kind.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CoreStage, setCoreStage } from '../fixtures/core-stage.ts'
import { planKill } from './kill-plan.ts'
import { createMortalBrowser, type MortalBrowser } from './kill-run.ts'

const RUNS = Number(process.env.FAULT_RUNS ?? 8)
const SEED = Number(process.env.FAULT_SEED ?? 1)

describe(`a browser killed ${RUNS} times (seed ${SEED})`, () => {
  let stage: CoreStage
  let browser: MortalBrowser
  let profile: string

  beforeAll(async () => {
    profile = await mkdtemp(path.join(tmpdir(), 'porchlight-profile-'))
    stage = await setCoreStage()
    browser = await createMortalBrowser(stage, profile)
  })
  afterAll(async () => {
    await browser.close()
    await stage.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  it(
    '[ST-002] has all that was acknowledged, once and in order, after each restart',
    async () => {
      const rows = []
      for (let number = 0; number < RUNS; number++) {
        const plan = planKill(SEED, number)
        const result = await browser.carryOut(plan, `kill ${SEED}.${number}`)
        rows.push({ ...plan, ...result, number })
      }
      console.table(
        rows.map(({ number, moment, at, late, again, stored, posted, torn, violations }) => ({
          ...{ kill: number, moment, at, late: moment === 'enqueue' ? '' : late },
          ...{ again: again ?? '', stored, posted, torn, violations: violations.length },
        })),
      )
      expect(rows.filter(({ violations }) => violations.length > 0)).toEqual([])
    },
    30_000 + RUNS * 20_000,
  )
})
