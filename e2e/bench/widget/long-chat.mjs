import { API_KEY, startBare, WIDGET_TOKEN } from '../server/processes.mjs'
import { startSite } from './site.mjs'

/** A site whose chat has a server that streams without end, and a team that has written much. */

/** What is said, so that everybody has the same to draw. */
export const TEXTS = [
  'Where is my order? I have been waiting for it since Monday.',
  'It left us **yesterday**. See [the care page](https://lamps.example/care), and:\n\n1. Keep the box.\n2. Switch it `off`.',
]

/**
 * V8 collects what filling a conversation left behind when the page has been quiet for 8 s, up to three
 * times, and each takes a slowed-down page a quarter of a second. It would do so without us.
 */
export const COLLECTED_AFTER_MS = 25_000

export async function startLongChat() {
  const server = await startBare('../widget/streaming-server.mjs', {
    WIDGET: new URL('../../../packages/widget/dist', import.meta.url).pathname,
    API_KEY,
    WIDGET_TOKEN,
  })
  const site = await startSite({ origin: server.origin, token: WIDGET_TOKEN })

  async function call(method, path, body) {
    const response = await fetch(`${server.origin}/api/projects/1/conversations${path}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return await response.json()
  }

  return {
    site,
    /** Opens the chat, begins a conversation of so many messages, and shows all of them. */
    async fill(page, messages) {
      const bubbles = page.locator('[part~="bubble"]')
      const busy = page.locator('[part~="bubble"][aria-busy="true"]')
      const log = page.locator('.log')
      await page.locator('.launcher').click()
      await page.locator('textarea').fill('Hello')
      await page.locator('textarea').press('Enter')
      await busy.waitFor()
      await page.locator('.composer-button').click()
      await busy.waitFor({ state: 'detached' })
      const { results } = await call('GET', '/tickets/?limit=1')
      const { conversation } = results[0]
      for (let n = 2; n < messages; n++) {
        const content = TEXTS[n % 2]
        // What a key queues is the visitor's, and is posted before what it appends, the assistant's.
        if (n % 2 === 0) await call('POST', `/${conversation}/queue/`, { content, more: true })
        else await call('POST', `/${conversation}/append_message/`, { content })
      }
      // Page after page, as somebody reads who wants to see all of it.
      while ((await bubbles.count()) < messages) {
        // At the top nothing is scrolled that is not scrolled away from it first.
        for (const top of [400, 0]) {
          await log.evaluate((element, to) => {
            element.scrollTop = to
          }, top)
          await page.waitForTimeout(50)
        }
      }
      await log.evaluate((element) => {
        element.scrollTop = element.scrollHeight
      })
      await page.waitForTimeout(300)
    },
    async stop() {
      site.close()
      await server.stop()
    },
  }
}
