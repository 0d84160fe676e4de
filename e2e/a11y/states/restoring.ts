/** Conversations that were had in another browser, from the wish for them to their arrival. */
import type { Page } from 'playwright-core'
import { API_KEY, WIDGET_TOKEN } from '../../fixtures/server.ts'
import type { Cast, Episode } from './state.ts'

let visitors = 0

/** An address of its own for each browser, told in another one that has written. */
const addresses = new WeakMap<Page, string>()

/** Somebody with this address writes from another browser. */
async function writeElsewhere({ tab: { page } }: Cast, email: string): Promise<void> {
  const context = await page.context().browser()?.newContext()
  const other = await context?.newPage()
  // What is answered there is unread here.
  await other?.route('**/read/', (route) => route.abort())
  await other?.goto(page.url())
  await other?.locator('.launcher').waitFor()
  await other?.evaluate((told) => {
    Reflect.get(window, 'porchlight')('update', { traits: { email: told } })
  }, email)
  await other?.locator('.launcher').click()
  await other?.locator('textarea').fill('From my laptop')
  await other?.locator('textarea').press('Enter')
  await other?.locator('.delivery[data-state="sent"]').waitFor()
  await context?.close()
}

/** The link that was mailed to this address. */
async function linkTo(email: string, { scene }: Cast): Promise<string> {
  const answer = await fetch(
    `${scene.server.origin}/api/projects/1/conversations/mails/?limit=50`,
    { headers: { authorization: `Bearer ${API_KEY}` } },
  )
  const { results } = (await answer.json()) as { results: { to: string; text: string }[] }
  const [newest] = results.filter(({ to }) => to === email)
  return /http\S+/.exec(newest?.text ?? '')?.[0] ?? ''
}

async function openLink(page: Page, token: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#porchlight_restore=${to}`
  }, token)
}

export const RESTORING: Episode = {
  name: 'brought from another browser',
  page: { tag: 'data-name="Lamps"' },
  async token({ server, site }) {
    await server.run(['settings', `widget_domains=["${new URL(site.origin).host}"]`])
    return WIDGET_TOKEN
  },
  states: [
    {
      name: 'asked for, by an address',
      async enter(cast) {
        const { page } = cast.tab
        const email = `ada-${++visitors}@a.example`
        addresses.set(page, email)
        await writeElsewhere(cast, email)
        await page.locator('.launcher').click()
        await page.locator('.header-menu').click()
        // What the server can do has been heard by then.
        await page.locator('.menu-item').nth(3).waitFor()
        await page.locator('.menu-item').nth(-2).click()
        await page.locator('.question-form input').waitFor()
      },
    },
    {
      name: 'asked for, by what is no address',
      async enter({ tab: { page } }) {
        await page.locator('.question-form input').fill('ada')
        await page.locator('.question-form .button-main').click()
        await page.locator('.question-problem:not(:empty)').waitFor()
      },
    },
    {
      name: 'a link is on its way',
      async enter({ tab: { page } }) {
        await page.locator('.question-form input').fill(addresses.get(page) ?? '')
        await page.locator('.question-form .button-main').click()
        await page.locator('.question [role="status"]:not(:empty)').waitFor()
        await page.locator('.question-form').waitFor({ state: 'detached' })
      },
    },
    {
      name: 'a link that leads nowhere',
      async enter({ tab: { page } }) {
        await openLink(page, 'once-more')
        // The screen before this one has a button, too.
        await page.locator('.question-problem:not(:empty)').waitFor()
      },
    },
    {
      name: 'being fetched',
      async enter(cast) {
        const { page } = cast.tab
        const [, token = ''] = (await linkTo(addresses.get(page) ?? '', cast)).split('=')
        await page.route('**/v1/restore/**', (route) =>
          route.request().method() === 'OPTIONS' ? route.fallback() : undefined,
        )
        await openLink(page, token)
        await page.locator('.question-actions:empty').waitFor({ state: 'attached' })
      },
    },
    {
      name: 'here',
      async enter({ tab: { page } }) {
        await page.unrouteAll()
        await page.locator('.question .button-main').waitFor()
        await page.locator('.header-unread').waitFor()
      },
    },
    {
      name: 'a link that was used before',
      async enter(cast) {
        const { page } = cast.tab
        const [, token = ''] = (await linkTo(addresses.get(page) ?? '', cast)).split('=')
        await openLink(page, token)
        await page.locator('.question-problem:not(:empty)').waitFor()
      },
    },
  ],
}
