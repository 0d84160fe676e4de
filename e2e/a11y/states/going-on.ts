/** A conversation that goes on for longer: what is changed, stopped, cut, shown and read later. */
import type { Page, Route } from 'playwright-core'
import { LONG_QUESTION, QUESTION } from '../../fixtures/article.ts'
import { until } from '../../fixtures/eventually.ts'
import { API_KEY } from '../../fixtures/server.ts'
import type { State } from './state.ts'

/** A document of the team's editor, which says more than its markdown. */
const DOCUMENT = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Care' }] },
    {
      type: 'bulletList',
      content: ['Dust it', 'Oil it'].map((text) => ({
        type: 'listItem',
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      })),
    },
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'Once a year.', marks: [{ type: 'underline' }] }],
    },
  ],
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const DAY_MS = 24 * 60 * 60_000

async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('textarea').press('Enter')
}

const writing = (page: Page) => page.locator('[part~="bubble"][aria-busy="true"]')

/** Changes of messages that stand still in the network of a page, until they are let go. */
const standing = new WeakMap<Page, () => void>()

async function standStill(route: Route): Promise<void> {
  const page = route.request().frame().page()
  await new Promise<void>((go) => {
    standing.set(page, go)
  })
  // The page may have given it up by now.
  await route.fallback().catch(() => undefined)
}

export const GOING_ON: readonly State[] = [
  {
    name: 'a message behind an answer',
    async enter({ tab: { page } }) {
      await page.locator('.launcher').click()
      await write(page, LONG_QUESTION)
      await writing(page).waitFor()
      await write(page, QUESTION)
      await page.locator('.delivery[data-state="held"] button').first().waitFor()
    },
  },
  {
    name: 'a message whose change is on its way',
    async enter({ tab: { page } }) {
      await page.route(/\/queue\/[^/]+\/$/, standStill)
      const actions = page.locator('.delivery[data-state="held"] button')
      await actions.first().click()
      await write(page, `A ${QUESTION} of glass`)
      await actions.first().waitFor({ state: 'detached' })
      await until(() => standing.has(page), 'a change on its way')
    },
  },
  {
    name: 'an answer that was stopped, and a text that came too late',
    async enter({ tab: { page } }) {
      await page.locator('.composer-button').click()
      await page.locator('.cut-off').waitFor()
      await page.locator('.citation').first().waitFor()
      standing.get(page)?.()
      await page.locator('.late-text').waitFor()
      await page.unrouteAll()
      await page.locator('.footer[data-state="helpful"]').waitFor()
    },
  },
  {
    name: 'an answer that helped',
    async enter({ tab: { page } }) {
      await page.locator('.footer .button-small').first().click()
      await page.locator('.footer[data-state="helped"]').waitFor()
    },
  },
  {
    name: 'nothing was deleted, for the server did not answer',
    async enter({ tab: { page } }) {
      await page.locator('.header-menu').click()
      await page.locator('.menu-item').last().click()
      await page.route('**/v1/visitor**', (route) => route.abort())
      await page.locator('.button-danger').click()
      await page.locator('.question-problem:not(:empty)').waitFor()
      await page.unrouteAll()
    },
  },
  {
    name: 'an answer that goes on when there is a connection again',
    async enter({ tab: { page } }) {
      await page.locator('.question .button-small').click()
      await write(page, LONG_QUESTION)
      await writing(page).waitFor()
      await page.context().setOffline(true)
      await writing(page).waitFor({ state: 'detached' })
      await page.locator('.notice').waitFor()
      const ends = page.locator('.cut-off')
      await until(async () => {
        const [stopped, paused] = await ends.allTextContents()
        return paused !== undefined && paused !== stopped
      }, 'a paused answer')
    },
  },
  {
    name: 'the question before everything is deleted here, without a connection',
    async enter({ tab: { page } }) {
      await page.locator('.header-menu').click()
      await page.locator('.menu-item').last().click()
      await page.locator('.button-danger').waitFor()
    },
  },
  {
    name: "a document of the team's editor",
    async enter({ tab: { page }, team, ticket }) {
      await page.locator('.question .button-small').click()
      await page.context().setOffline(false)
      await writing(page).waitFor()
      await page.locator('.composer-button').click()
      await writing(page).waitFor({ state: 'detached' })
      await team.reply(await ticket(), 'Care', DOCUMENT)
      await page.locator('.markup u').waitFor()
    },
  },
  {
    name: 'code that was copied',
    async enter({ tab: { page }, team, ticket }) {
      await team.reply(await ticket(), '```sh\ntrack 1042\n```')
      await page.locator('.code-bar button').click()
      await page.locator('.code-bar [role="status"]:not(:empty)').waitFor()
    },
  },
  {
    name: 'a picture that is shown',
    async enter({ tab: { page }, team, ticket }) {
      await page.route('https://shop.example/lamp.png', (route) =>
        route.fulfill({ contentType: 'image/png', body: PICTURE }),
      )
      await team.reply(await ticket(), '![A lamp](https://shop.example/lamp.png)')
      await page.locator('.picture-button').click()
      await page.locator('.picture img').waitFor()
    },
  },
  {
    name: 'a picture that cannot be had',
    async enter({ tab: { page }, team, ticket }) {
      await page.route('https://shop.example/none.png', (route) => route.abort())
      await team.reply(await ticket(), '![Another](https://shop.example/none.png)')
      await page.locator('.picture-button').click()
      await page.locator('.picture [role="status"]:not(:empty)').waitFor()
      await page.unrouteAll()
    },
  },
  {
    name: 'a message that the team has read',
    async enter({ tab: { page }, scene, team, ticket }) {
      const lastDelivery = async (): Promise<string | null> =>
        await page.locator('.delivery').last().getAttribute('data-state')
      await write(page, 'Thank you')
      await page.getByText('Thank you').waitFor()
      await until(async () => (await lastDelivery()) === 'sent', 'a message that has left')
      const id = await ticket()
      const told = (await team.tickets()).find((one) => one.id === id)
      await fetch(
        `${scene.server.origin}/api/projects/1/conversations/${told?.conversation}/read/`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
          body: JSON.stringify({ seq: 1_000 }),
        },
      )
      await until(async () => (await lastDelivery()) === 'read', 'a message that is read')
    },
  },
  {
    name: 'a message that waits for a server which has too much to do',
    async enter({ tab: { page } }) {
      await page.route(/\/(append_message|queue)\/$/, (route) =>
        route.request().method() === 'POST'
          ? route.fulfill({
              status: 429,
              contentType: 'application/json',
              headers: {
                'access-control-allow-origin': '*',
                'access-control-expose-headers': 'retry-after',
                'retry-after': '300',
              },
              body: '{"type":"throttled_error","code":"throttled","detail":"Later.","attr":null}',
            })
          : route.fallback(),
      )
      await write(page, 'And one thing more')
      await page.locator('.delivery[data-state="waiting"] button').first().waitFor()
    },
  },
  {
    name: 'a menu with all that it can offer',
    async enter({ tab: { page } }) {
      await page.locator('.header-menu').click()
      await page.locator('.menu-item').nth(5).waitFor()
    },
  },
  {
    name: 'another conversation, with something unread in the first',
    async enter({ tab: { page }, team, ticket }) {
      await page.locator('.menu-item').first().click()
      await page.locator('.greeting').waitFor()
      await team.reply(await ticket(), 'One thing more.')
      await page.locator('.header-unread').waitFor()
    },
  },
  {
    name: 'a list with something unread, and something not sent',
    async enter({ tab: { page } }) {
      await page.locator('.header-back').click()
      await page.locator('.thread-unread').waitFor()
    },
  },
  {
    name: 'what was said yesterday, and today',
    async enter({ tab: { page } }) {
      await page.locator('.thread').first().click()
      await page.locator('[part~="bubble"]').first().waitFor()
      await page.clock.setFixedTime(Date.now() + DAY_MS)
      await page.locator('textarea').press('Escape')
      await page.locator('.launcher').click()
      await write(page, 'And today')
      await page.locator('.day').nth(1).waitFor()
    },
  },
]
