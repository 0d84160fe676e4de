/** A conversation that is longer than what is shown of it at first. */
import { QUESTION } from '../../fixtures/article.ts'
import { until } from '../../fixtures/eventually.ts'
import type { State } from './state.ts'

/** What is shown at first. */
const PAGE = 50

/** Runs in the page: to its store, the server has older messages than it, as after a disk was full. */
async function missOlder(): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const open = indexedDB.open(names.find((name) => name.startsWith('porchlight:')) ?? '')
  await new Promise((resolve) => {
    open.onsuccess = resolve
  })
  const transaction = open.result.transaction('threads', 'readwrite')
  const threads = transaction.objectStore('threads')
  const rows = threads.getAll()
  rows.onsuccess = () => {
    for (const row of rows.result) threads.put({ ...row, hasMore: true })
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  open.result.close()
}

export const HISTORY: readonly State[] = [
  {
    name: 'older messages on their way',
    async enter({ tab: { page }, team, ticket }) {
      await page.locator('.launcher').click()
      await page.locator('textarea').fill(QUESTION)
      await page.locator('textarea').press('Enter')
      await until(async () => (await ticket()) !== '', 'a ticket')
      const id = await ticket()
      await Promise.all(Array.from({ length: PAGE }, () => team.reply(id, 'Another page.')))
      await team.reply(id, 'The last page.')
      await page.getByText('The last page.').waitFor()
      await page.locator('.citation').waitFor()
      // What came while one looked on is stored, all of it: the server would be asked by chance alone.
      await page.evaluate(missOlder)
      await page.route(/before=/, () => undefined)
      await page.reload()
      await page.locator('.launcher').click()
      await page.getByText('The last page.').waitFor()
      const log = page.locator('.log')
      await until(async () => {
        // What is asked for too early is not asked for again before one scrolls again.
        await log.evaluate(async (element) => {
          element.scrollTop = 300
          await new Promise(requestAnimationFrame)
          element.scrollTop = 0
        })
        return (await log.locator('.log-content > .log-note').count()) === 1
      }, 'older messages on their way')
    },
  },
]
