/** Carries one plan out: works, kills the whole browser, starts it again, and has it judged. */
import type { Violation } from '@porchlight/testkit/history'
import { type ChromiumProcess, startChromium } from '../fixtures/chromium-process.ts'
import type { CoreRun } from '../fixtures/core-run.ts'
import { type CoreStage, isMessage, type PageOptions } from '../fixtures/core-stage.ts'
import { type CoreTab, openInPage } from '../fixtures/core-tab.ts'
import { eventually } from '../fixtures/eventually.ts'
import type { Held } from '../fixtures/proxy.ts'
import { cutTornLogs } from '../fixtures/torn-logs.ts'
import type { TimedRecord } from '../pages/core/core-page.ts'
import type { KillPlan } from './kill-plan.ts'

export interface KillResult {
  readonly stored: number
  readonly posted: number
  /** Kills that struck the browser in the middle of writing a record. */
  readonly torn: number
  readonly violations: readonly Violation[]
  /**
   * What the browser has on its disk, where something is wrong. Where the databases of earlier runs
   * are gone as well, it has dropped them itself.
   */
  readonly evidence: readonly unknown[]
}

/** A browser with one profile through all its deaths. */
export interface MortalBrowser {
  carryOut(plan: KillPlan, name: string): Promise<KillResult>
  close(): Promise<void>
}

export async function createMortalBrowser(
  stage: CoreStage,
  profile: string,
): Promise<MortalBrowser> {
  let onRecord: (record: TimedRecord) => void = () => {}
  let browser = await start()
  let torn = 0

  async function start(): Promise<ChromiumProcess> {
    const started = await startChromium(profile)
    await started.context.exposeBinding('report', (_source, record: TimedRecord) =>
      onRecord(record),
    )
    return started
  }

  async function openTab(run: CoreRun, tab: string, options: PageOptions = {}): Promise<CoreTab> {
    return await openInPage(await browser.context.newPage(), run.address(tab, options))
  }

  async function killAndRestart(run: CoreRun, tab: string): Promise<void> {
    await browser.kill()
    run.note({ kind: 'tabEnded', tab })
    if ((await cutTornLogs(profile)).length > 0) torn++
    browser = await start()
  }

  /** Kills once more while what is left is sent, if anything is. */
  async function killInReplay(run: CoreRun, number: number): Promise<void> {
    stage.proxy.down()
    const tab = await openTab(run, 'killed again', { isWatched: false })
    await eventually(async () => (await tab.core.messages()).length > 0, true)
    const { waiting } = await tab.core.status()
    const standing =
      waiting === 0 ? null : stage.proxy.hold('after', nth(Math.min(number, waiting)))
    stage.proxy.up()
    await tab.core.wake()
    const held = await standing
    await killAndRestart(run, 'killed again')
    held?.drop()
  }

  return {
    async carryOut(plan, name) {
      const run = stage.run(name)
      const stored = createCounter()
      const heard: TimedRecord[] = []
      torn = 0
      onRecord = (record) => {
        run.take(record)
        heard.push(record)
        if (record.entry.kind === 'sendStored') stored.count()
      }
      const tab = await openTab(run, 'first', { isWatched: false })
      const held =
        plan.moment === 'enqueue'
          ? await workUntilStored({ stage, plan, tab, stored })
          : await workUntilUnderWay({ stage, plan, tab })
      await killAndRestart(run, 'first')
      run.take(...unheardCalls(plan, heard))
      if (plan.late === 'arrivesAtOnce') held?.pass()
      if (plan.late === 'lost') held?.drop()
      if (plan.again !== null) await killInReplay(run, plan.again)
      stage.proxy.up()
      const last = await openTab(run, 'last')
      if (plan.late === 'arrivesAfterRestart') held?.pass()
      const violations = await run.judge([last])
      const posted = (await run.posted()).length
      const evidence =
        violations.length === 0 ? [] : [await last.core.status(), await last.core.storeContents()]
      await last.close()
      return { stored: run.stored(), posted, torn, violations, evidence }
    },
    close: () => browser.kill(),
  }
}

interface Work {
  readonly stage: CoreStage
  readonly plan: KillPlan
  readonly tab: CoreTab
}

async function workUntilStored(work: Work & { stored: Counter }): Promise<null> {
  const { stage, plan, tab, stored } = work
  if (!plan.isOnline) stage.proxy.down()
  // As a rule the page dies before this is answered.
  await Promise.race([stored.reached(plan.at), tab.core.sendBursts(textsOf(plan))])
  return null
}

/** @returns the request that stands in the network while the browser dies */
async function workUntilUnderWay({ stage, plan, tab }: Work): Promise<Held | null> {
  stage.proxy.down()
  await tab.core.sendBursts(textsOf(plan))
  const where = plan.moment === 'before' ? 'before' : 'after'
  const standing = stage.proxy.hold(where, nth(plan.at))
  stage.proxy.up()
  await tab.core.wake()
  const held = await standing
  if (plan.moment !== 'answered') return held
  held.pass()
  return null
}

/** Texts are unique, so that none can be taken for another. */
function textsOf({ bursts }: KillPlan): string[][] {
  let next = 0
  return bursts.map((size) => Array.from({ length: size }, () => `message ${next++}`))
}

/**
 * What the page tells on its way out dies with the browser, and what it stored does not: so each text
 * that it was given and has told nothing of may have been sent. All it told comes in order, so that
 * was after the last thing heard.
 */
function unheardCalls(plan: KillPlan, heard: readonly TimedRecord[]): TimedRecord[] {
  const told = new Set(
    heard.flatMap(({ entry }) => (entry.kind === 'sendCalled' ? entry.text : [])),
  )
  const atMs = heard.at(-1)?.atMs ?? 0
  const texts = textsOf(plan)
    .flat()
    .filter((text) => !told.has(text))
  return texts.map((text) => ({
    atMs,
    entry: { kind: 'sendCalled', call: `unheard ${text}`, tab: 'first', visitor: 'ada', text },
  }))
}

/** Matches one request with a message, by its number. */
function nth(number: number): (method: string, path: string) => boolean {
  let seen = 0
  return (method, path) => isMessage(method, path) && ++seen === number
}

interface Counter {
  count(): void
  reached(number: number): Promise<void>
}

function createCounter(): Counter {
  let now = 0
  let wake = (): void => {}
  return {
    count() {
      now++
      wake()
    },
    reached: (number) =>
      new Promise((resolve) => {
        wake = () => {
          if (now >= number) resolve()
        }
        wake()
      }),
  }
}
