import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CoreRun } from '../fixtures/core-run.ts'
import { type CoreStage, type PageOptions, setCoreStage } from '../fixtures/core-stage.ts'
import { type CoreTab, coreTabOn } from '../fixtures/core-tab.ts'
import { ENGINES, type Engine } from '../fixtures/engines.ts'
import { eventually } from '../fixtures/eventually.ts'

for (const kind of ENGINES) {
  describe.skipIf(!kind.isHere)(`the core in ${kind.name}`, () => {
    let stage: CoreStage
    let engine: Engine
    let runs = 0

    beforeAll(async () => {
      ;[stage, engine] = await Promise.all([setCoreStage(), kind.launch()])
    })
    afterAll(async () => {
      await engine.close()
      await stage.close()
    })

    const begin = (): CoreRun => stage.run(`${kind.name} ${runs++}`)
    const open = (run: CoreRun, tab: string, options?: PageOptions): Promise<CoreTab> =>
      engine.open(run.address(tab, options))

    async function sendAll(tab: CoreTab, texts: readonly string[]): Promise<void> {
      for (const text of texts) expect((await tab.core.send(text)).kind).toBe('stored')
    }

    const isOnline = async ({ core }: CoreTab): Promise<boolean> =>
      (await core.status()).connection === 'online'

    const leaders = async (tabs: readonly CoreTab[]): Promise<number> => {
      const statuses = await Promise.all(tabs.map(({ core }) => core.status()))
      return statuses.filter(({ isLeader }) => isLeader).length
    }

    it('sends what is written online', async () => {
      const run = begin()
      const tab = await open(run, 'tab')
      await eventually(() => isOnline(tab), true)
      await sendAll(tab, ['one', 'two', 'three'])
      expect(await run.judge([tab])).toEqual([])
      expect(await run.posted()).toEqual(['one', 'two', 'three'])
      await tab.close()
    })

    it('keeps what is written offline over a reload, and sends it in order', async () => {
      const run = begin()
      const before = await open(run, 'before')
      await eventually(() => isOnline(before), true)
      stage.proxy.down()
      await sendAll(before, ['one', 'two', 'three', 'four'])
      await run.takeFrom(before)
      run.note({ kind: 'tabEnded', tab: 'before' })
      await before.reload()
      await eventually(async () => (await before.core.messages()).length, 4)
      expect((await before.core.status()).waiting).toBe(4)
      stage.proxy.up()
      await before.core.wake()
      expect(await run.judge([before])).toEqual([])
      expect(await run.posted()).toEqual(['one', 'two', 'three', 'four'])
      await before.close()
    })

    it('stands in no page’s way that comes after it in its tab', async () => {
      const run = begin()
      const page = await engine.page()
      const tab = coreTabOn(page)
      const texts: string[] = []
      for (let visit = 0; visit < 4; visit++) {
        await page.goto(run.address('tab'))
        await eventually(() => isOnline(tab), true)
        texts.push(`visit ${visit}`)
        await sendAll(tab, texts.slice(-1))
        await run.takeFrom(tab)
        run.note({ kind: 'tabEnded', tab: 'tab' })
        // It leaves with the database in use.
        await page.run(() => {
          const useAlways = (): unknown => window.core.retry('nobody').then(useAlways)
          void useAlways()
        })
        await page.goto(stage.site.elsewhere)
      }
      await page.goto(run.address('tab'))
      expect(await run.judge([tab])).toEqual([])
      expect(await run.posted()).toEqual(texts)
      await page.close()
    })

    it('comes back by itself when the network does', async () => {
      const run = begin()
      const tab = await open(run, 'tab')
      await eventually(() => isOnline(tab), true)
      stage.proxy.down()
      await eventually(() => isOnline(tab), false)
      await sendAll(tab, ['one', 'two'])
      stage.proxy.up()
      expect(await run.judge([tab])).toEqual([])
      expect(await run.posted()).toEqual(['one', 'two'])
      await tab.close()
    })

    if (kind.hasOfflineSwitch) {
      it('goes by what the browser says of the network', async () => {
        const run = begin()
        const tab = await open(run, 'tab')
        await eventually(() => isOnline(tab), true)
        await engine.setOffline?.(true)
        await eventually(() => isOnline(tab), false)
        await sendAll(tab, ['one', 'two'])
        await engine.setOffline?.(false)
        expect(await run.judge([tab])).toEqual([])
        expect(await run.posted()).toEqual(['one', 'two'])
        await tab.close()
      })
    }

    it('has one leader of two tabs, and another when its tab is closed', async () => {
      const run = begin()
      const tabs = [await open(run, 'one'), await open(run, 'two')]
      await eventually(async () => (await Promise.all(tabs.map(isOnline))).every(Boolean), true)
      expect(await leaders(tabs)).toBe(1)
      for (const [place, tab] of tabs.entries()) await sendAll(tab, [`from ${place}`])
      const isFirst = (await tabs[0]?.core.status())?.isLeader === true
      const [leader, follower] = isFirst ? tabs : [...tabs].reverse()
      if (leader === undefined || follower === undefined) throw new Error('there are two')
      await run.takeFrom(leader)
      run.note({ kind: 'tabEnded', tab: isFirst ? 'one' : 'two' })
      await leader.close()
      const closedAt = performance.now()
      await eventually(() => leaders([follower]), 1)
      const tookMs = performance.now() - closedAt
      run.note({ kind: 'measured', what: 'ms without a leader', value: tookMs, limit: 1_000 })
      await sendAll(follower, ['on my own'])
      expect(await run.judge([follower])).toEqual([])
      expect(await run.posted()).toEqual(['from 0', 'from 1', 'on my own'])
      await follower.close()
    })

    it.each([
      ['Web Locks', ['locks']],
      ['BroadcastChannel', ['channel']],
      ['either', ['locks', 'channel']],
    ] as const)('sends and comes back without %s', async (_name, without) => {
      const run = begin()
      const tab = await open(run, 'tab', { without })
      expect(await tab.core.features()).toMatchObject(
        Object.fromEntries(without.map((feature) => [feature, false])),
      )
      await eventually(() => isOnline(tab), true)
      stage.proxy.down()
      await sendAll(tab, ['one', 'two'])
      stage.proxy.up()
      await tab.core.wake()
      expect(await run.judge([tab])).toEqual([])
      expect(await run.posted()).toEqual(['one', 'two'])
      await tab.close()
    })

    it('has what the core is at its best with', async () => {
      const run = begin()
      const tab = await open(run, 'tab')
      expect(await tab.core.features()).toMatchObject({ locks: true, channel: true })
      await tab.close()
    })
  })
}
