/**
 * What tabs of one browser can rely on: locks that queue and a channel that reaches the others. Run
 * by the fake tabs, and by Web Locks and BroadcastChannel in a real browser.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FakeTab } from '../fake-tabs.ts'

/** The part of a tab that has a real counterpart. */
export type TabUnderTest = Pick<FakeTab, 'locks' | 'channel'>

/** Declares the suite. Each call of `setUp` gives a fresh browser, each `open` one more tab of it. */
export function describeTabsContract(name: string, setUp: () => { open(): TabUnderTest }): void {
  describe(`tabs contract: ${name}`, () => {
    let one: TabUnderTest
    let two: TabUnderTest

    beforeEach(() => {
      const browser = setUp()
      one = browser.open()
      two = browser.open()
    })

    afterEach(() => {
      one.channel.close()
      two.channel.close()
    })

    it('gives a lock to one at a time, in the order of asking', async () => {
      const steps: string[] = []
      const first = gate()
      const holding = one.locks.request('lock', async () => {
        steps.push('one has it')
        await first.passed
        steps.push('one lets go')
      })
      const waiting = two.locks.request('lock', async () => {
        steps.push('two has it')
      })
      const last = one.locks.request('lock', async () => {
        steps.push('one has it again')
      })
      first.open()
      await Promise.all([holding, waiting, last])
      expect(steps).toEqual(['one has it', 'one lets go', 'two has it', 'one has it again'])
    })

    it('hands on what the task resolves or rejects with, and is free after both', async () => {
      expect(await one.locks.request('lock', async () => 'done')).toBe('done')
      const failing = one.locks.request('lock', () => Promise.reject(new Error('no')))
      await expect(failing).rejects.toThrow('no')
      expect(await two.locks.request('lock', async () => 'free')).toBe('free')
    })

    it('lets who waits leave the line', async () => {
      const first = gate()
      const holding = one.locks.request('lock', () => first.passed)
      const leave = new AbortController()
      const waiting = two.locks.request('lock', async () => 'never', leave.signal)
      leave.abort(new Error('left'))
      await expect(waiting).rejects.toThrow('left')
      first.open()
      await holding
      expect(await one.locks.request('lock', async () => 'free')).toBe('free')
    })

    it('keeps locks of different names apart', async () => {
      const first = gate()
      const holding = one.locks.request('a', () => first.passed)
      expect(await two.locks.request('b', async () => 'free')).toBe('free')
      first.open()
      await holding
    })

    it('tells the others a copy, in order, and not the one who speaks', async () => {
      const heard: unknown[] = []
      const own: unknown[] = []
      const both = gate()
      one.channel.listen((message) => own.push(message))
      two.channel.listen((message) => {
        heard.push(message)
        if (heard.length === 2) both.open()
      })
      const said = { word: 'first' }
      one.channel.post(said)
      said.word = 'changed after it was said'
      one.channel.post({ word: 'second' })
      await both.passed
      expect({ heard, own }).toEqual({ heard: [{ word: 'first' }, { word: 'second' }], own: [] })
    })

    it('tells nothing to who has stopped listening', async () => {
      const stopped: unknown[] = []
      const heard = gate()
      const unlisten = two.channel.listen((message) => stopped.push(message))
      unlisten()
      two.channel.listen(() => heard.open())
      one.channel.post('hello')
      await heard.passed
      expect(stopped).toEqual([])
    })
  })
}

function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}
