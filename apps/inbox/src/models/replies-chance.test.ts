import { createSeededRandom } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'

type Tab = ReturnType<ReturnType<typeof browsing>['openTab']>

const SEEDS = Array.from({ length: 100 }, (_, n) => n + 1)
const ACTS = 60

/** Three tabs write, send and undo one reply as chance has it, and hear of each other late. */
async function run(seed: number, { signsOut }: { readonly signsOut: boolean }) {
  const random = createSeededRandom(seed)
  const browser = browsing()
  const tabs = [browser.openTab(), browser.openTab(), browser.openTab()] as const
  const replyOf = ({ replies }: Tab) => replies.to('one')
  const texts = () => [...tabs, browser.openTab()].map((tab) => replyOf(tab).text.value)
  const written: string[] = []
  let forgotten = ''

  function write(tab: Tab): void {
    const word = `w${written.length}.`
    if (['held', 'sending'].includes(replyOf(tab).state.value.kind)) return
    replyOf(tab).write(`${replyOf(tab).text.value}${word}`)
    written.push(word)
  }
  function signOut(tab: Tab): void {
    forgotten += [replyOf(tab), replyOf(browser.openTab())].map(({ text }) => text.value).join()
    tab.replies.clear()
  }

  const acts: readonly ((tab: Tab) => unknown)[] = [
    write,
    write,
    write,
    write,
    (tab) => replyOf(tab).submit(),
    (tab) => replyOf(tab).submit(),
    (tab) => replyOf(tab).undo(),
    (tab) => replyOf(tab).sendNow(),
    browser.tell,
    browser.tell,
    () => browser.pass(1_000),
    () => browser.pass(5_000),
    () => browser.pass(30_000),
    browser.cut,
    browser.mend,
    ...(signsOut ? [signOut] : []),
  ]
  for (let n = 0; n < ACTS; n++) {
    const tab = tabs[random.below(3)] ?? tabs[0]
    await acts[random.below(acts.length)]?.(tab)
  }
  browser.mend()
  for (let n = 0; n < 3; n++) {
    browser.tell()
    await browser.pass(30_000)
  }
  const found = [...browser.posted(), ...texts(), forgotten].join()
  return { lost: written.filter((word) => !found.includes(word)), texts: new Set(texts()).size }
}

it.each(SEEDS)(
  'loses no word of three tabs, and is one draft in the end (seed %i)',
  async (seed) => {
    expect(await run(seed, { signsOut: false })).toEqual({ lost: [], texts: 1 })
  },
)

it.each(SEEDS)('loses nothing but to who signs out (seed %i)', async (seed) => {
  const { lost } = await run(seed, { signsOut: true })
  expect(lost).toEqual([])
})
