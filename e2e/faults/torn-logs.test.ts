import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChromiumProcess, startChromium } from '../fixtures/chromium-process.ts'
import { type CoreStage, setCoreStage } from '../fixtures/core-stage.ts'
import { type CoreTab, openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'
import { cutTornLogs, databaseLogs } from '../fixtures/torn-logs.ts'

/** Announces 300 bytes that never came. */
const HEADER_ALONE = Uint8Array.of(0x12, 0x34, 0x56, 0x78, 300 & 0xff, 300 >> 8, 1)

describe('a browser killed between the two writes of a record', () => {
  let stage: CoreStage
  let profile: string
  let browser: ChromiumProcess

  beforeAll(async () => {
    profile = await mkdtemp(path.join(tmpdir(), 'porchlight-profile-'))
    stage = await setCoreStage()
    stage.proxy.down()
    browser = await startChromium(profile)
  })
  afterAll(async () => {
    await browser.kill()
    await stage.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  async function open(): Promise<CoreTab> {
    return await openInPage(await browser.context.newPage(), stage.run('torn').address('tab'))
  }

  const textsIn = async ({ core }: CoreTab): Promise<string[]> =>
    (await core.messages()).map(({ text }) => text)

  // Left as it is, the third start finds no database at all.
  it('keeps what was stored before that and after it, once the torn record is cut off', async () => {
    await (await open()).core.send('before')
    await browser.kill()
    const whole = await cutTornLogs(profile)
    const logs = (await databaseLogs(profile)).filter((log) => log.endsWith('.log'))
    for (const log of logs) await appendFile(log, HEADER_ALONE)
    const torn = await cutTornLogs(profile)
    browser = await startChromium(profile)
    await (await open()).core.send('after')
    await browser.kill()
    browser = await startChromium(profile)
    const tab = await open()
    await eventually(() => textsIn(tab), ['before', 'after'])
    expect([whole, torn]).toEqual([[], logs])
    expect(logs).toHaveLength(1)
  })
})
