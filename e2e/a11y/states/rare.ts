/** What takes a server without ids, or years offline: it is put into the store that the page reads. */
import { until } from '../../fixtures/eventually.ts'
import type { State } from './state.ts'

/** As many as may wait. */
const LIMIT = 10_000

/** Runs in the page: what was sent counts as sent twice. */
async function doubt(): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const open = indexedDB.open(names.find((name) => name.startsWith('porchlight:')) ?? '')
  await new Promise((resolve) => {
    open.onsuccess = resolve
  })
  const transaction = open.result.transaction('messages', 'readwrite')
  const rows = transaction.objectStore('messages').getAll()
  rows.onsuccess = () => {
    for (const row of rows.result) {
      transaction.objectStore('messages').put({ ...row, doubt: { mayBeTwice: true } })
    }
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  open.result.close()
}

/** Runs in the page: fills the outbox of its database with what belongs to no conversation. */
async function fillOutbox(limit: number): Promise<void> {
  const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
  const open = indexedDB.open(names.find((name) => name.startsWith('porchlight:')) ?? '')
  await new Promise((resolve) => {
    open.onsuccess = resolve
  })
  const transaction = open.result.transaction('ops', 'readwrite')
  for (let n = 0; n < limit; n++) {
    transaction.objectStore('ops').add({ kind: 'send', id: `${n}`, thread: 'none', size: 2 })
  }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve
  })
  open.result.close()
}

export const RARE: readonly State[] = [
  {
    name: 'a message that may have arrived twice',
    async enter({ tab: { page } }) {
      await page.locator('.launcher').click()
      await page.locator('textarea').fill('Hello')
      await page.locator('textarea').press('Enter')
      const sent = page.locator('.delivery[data-state="sent"]')
      await sent.waitFor()
      await page.locator('.footer[data-state="helpful"]').waitFor()
      const before = await sent.textContent()
      await page.evaluate(doubt)
      await page.reload()
      await page.locator('.launcher').click()
      await until(async () => (await sent.textContent()) !== before, 'a message that is doubted')
      // Not before the connection is back.
      await page.locator('.footer[data-state="helpful"]').waitFor()
    },
  },
  {
    name: 'a message that finds no place any more',
    async enter({ tab: { page } }) {
      await page.evaluate(fillOutbox, LIMIT)
      await page.reload()
      await page.locator('.launcher').click()
      await page.locator('textarea').fill('One more')
      await page.locator('textarea').press('Enter')
      await page.locator('.composer-note[data-bad="true"]').waitFor()
    },
  },
]
