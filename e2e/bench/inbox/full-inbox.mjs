import { API_KEY, startPorchlight } from '../server/processes.mjs'
import { append, openThread } from '../server/visitors.mjs'
import { fillTickets } from './fill-tickets.mjs'

/** An inbox of 10,000 tickets, each with a person, a preview and a state of its own. */

export const TICKETS = 10_000

const VIEWPORT = { width: 1280, height: 800 }

/** @param {import('playwright-core').Browser} browser */
export async function openFullInbox(browser) {
  const server = await startPorchlight({}, [
    '--inbox',
    new URL('../../../apps/inbox/dist', import.meta.url).pathname,
  ])
  const thread = await openThread(server.origin)
  await append(server.origin, thread, 'A lamp that flickers')
  await fillTickets(`${server.data}/porchlight.db`, TICKETS)
  const context = await browser.newContext({ viewport: VIEWPORT })
  const page = await context.newPage()
  await page.goto(`${server.origin}/inbox/#/?status=any`)
  await page.getByLabel('API key').fill(API_KEY)
  await page.keyboard.press('Enter')
  await page.locator('.row').first().waitFor()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable')

  return {
    server,
    page,
    devtools,
    /** A page beside it, of the same size. */
    async beside() {
      const other = await browser.newContext({ viewport: VIEWPORT })
      const plain = await other.newPage()
      const session = await other.newCDPSession(plain)
      await session.send('Performance.enable')
      return { page: plain, devtools: session, close: () => other.close() }
    },
    async close() {
      await context.close()
      await server.stop()
    },
  }
}
