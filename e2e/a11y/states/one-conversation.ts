/** One conversation from its first question to its rating, and one thing more. */
import { QUESTION } from '../../fixtures/article.ts'
import { until } from '../../fixtures/eventually.ts'
import type { Tab } from '../../fixtures/stage.ts'
import type { State } from './state.ts'

const RICH_REPLY = `## What to do

1. Switch it *off*, see https://shop.example/off
2. Wait \`10 min\`

> Never touch warm glass.

| Part | Price |
|:-----|------:|
| Glass | 12 |
| Socket | 7 |

- [x] packed

![A lamp](https://shop.example/lamp.png)

\`\`\`js
const order = await fetch('https://shop.example/orders/1042?with=everything&that=is&there=too')
\`\`\``

const bubble = '[part~="bubble"]'

export const ONE_CONVERSATION: readonly State[] = [
  { name: 'closed', enter: ({ tab }) => tab.page.locator('.launcher').waitFor() },
  {
    name: 'open and empty, with suggestions',
    async enter({ tab }) {
      await tab.page.locator('.launcher').click()
      await tab.page.locator('.chip').first().waitFor()
    },
  },
  {
    name: 'close to the limit',
    async enter({ tab }) {
      await tab.page.locator('textarea').fill('a'.repeat(9_800))
      await tab.page.locator('.composer-counter').waitFor()
    },
  },
  {
    name: 'refused for its length',
    async enter({ tab }) {
      const field = tab.page.locator('textarea')
      await field.fill('a'.repeat(10_001))
      await field.press('Enter')
      await tab.page.locator('.composer-note[data-bad="true"]').waitFor()
    },
  },
  {
    name: 'an answer being written',
    isPassing: true,
    async enter({ tab }) {
      const field = tab.page.locator('textarea')
      await field.fill(QUESTION)
      await field.press('Enter')
      await tab.page.locator(`${bubble}[aria-busy="true"]`).waitFor()
    },
  },
  {
    name: 'an answer with its source, and the question whether it helped',
    async enter({ tab }) {
      await tab.page.locator('.citation').waitFor()
      await tab.page.locator('.footer[data-state="helpful"]').waitFor()
    },
  },
  {
    name: 'people asked for',
    async enter({ tab }) {
      await tab.page.locator('.footer .button-small').last().click()
      await tab.page.locator('.footer[data-state="asked_people"]').waitFor()
    },
  },
  {
    name: 'headings, lists, quotes, a table, a picture and code',
    async enter({ tab, team, ticket }) {
      await team.reply(await ticket(), RICH_REPLY)
      await tab.page.locator(`${bubble} pre`).first().waitFor()
    },
  },
  {
    name: 'a long text, and news below it',
    async enter({ tab, team, ticket }) {
      await team.reply(await ticket(), 'A long story. '.repeat(300))
      await tab.page.getByText('A long story.').first().waitFor()
      await untilRead(tab)
      await tab.page.locator('.log').evaluate(async (log) => {
        log.scrollTop = 0
        // What comes before the panel has heard of it finds the reader at the end, and is shown there.
        for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame)
      })
      await team.reply(await ticket(), 'And one thing more.')
      await tab.page.locator('.jump').waitFor()
      await tab.page.locator('.badge:not([hidden])').waitFor({ state: 'attached' })
    },
  },
  {
    name: 'the menu',
    async enter({ tab }) {
      await tab.page.locator('.header-menu').click()
      await tab.page.locator('.menu-item').first().waitFor()
    },
  },
  {
    name: 'the question before everything is deleted',
    async enter({ tab }) {
      await tab.page.locator('.menu-item').last().click()
      await tab.page.locator('.button-danger').waitFor()
    },
  },
  {
    name: 'the list of conversations',
    async enter({ tab }) {
      await tab.page.locator('.question .button-small').click()
      await tab.page.locator('.header-back').click()
      await tab.page.locator('.thread').first().waitFor()
    },
  },
  {
    name: 'offline, with a message that waits',
    async enter({ tab }) {
      await tab.page.locator('.thread').first().click()
      await tab.page.locator(bubble).first().waitFor()
      await tab.page.context().setOffline(true)
      const notice = tab.page.locator('.notice')
      const before = await notice.textContent()
      const field = tab.page.locator('textarea')
      await field.fill('Are you there?')
      await field.press('Enter')
      await tab.page.locator('.delivery[data-state="waiting"] button').first().waitFor()
      await until(async () => (await notice.textContent()) !== before, 'a message that is counted')
    },
  },
  {
    name: 'a message being changed',
    async enter({ tab }) {
      await tab.page.locator('.delivery[data-state="waiting"] button').first().click()
      await tab.page.locator('.composer-editing').waitFor()
    },
  },
  {
    name: 'a message that failed',
    async enter({ tab }) {
      await tab.page.locator('.composer-editing button').click()
      await tab.page.route(/\/(append_message|queue)\/$/, (route) =>
        route.request().method() === 'POST'
          ? route.fulfill({
              status: 403,
              contentType: 'application/json',
              headers: { 'access-control-allow-origin': '*' },
              body: '{"type":"authentication_error","code":"permission_denied","detail":"No.","attr":null}',
            })
          : route.fallback(),
      )
      await tab.page.context().setOffline(false)
      await tab.page.locator('.delivery[data-state="failed"] button').first().waitFor()
      await tab.page.unrouteAll()
    },
  },
  {
    name: 'a conversation that was closed, to be rated',
    async enter({ tab, team, ticket }) {
      await tab.page.locator('.delivery[data-state="failed"] button').last().click()
      await team.resolve(await ticket())
      await tab.page.locator('.rating-score').first().waitFor()
    },
  },
  {
    name: 'a rating about to be sent',
    async enter({ tab }) {
      await tab.page.locator('.rating-score').nth(3).click()
      await tab.page.locator('.rating-comment').waitFor()
    },
  },
  {
    name: 'rated',
    async enter({ tab }) {
      await tab.page.locator('.rating-more button').click()
      await tab.page.locator('.footer[data-state="rated"]').waitFor()
      await tab.page.locator('.group-notice').waitFor()
    },
  },
  {
    name: 'closed, with something unread',
    async enter({ tab, team, ticket }) {
      await tab.page.locator('textarea').press('Escape')
      await tab.page.locator('.panel').waitFor({ state: 'hidden' })
      await team.reply(await ticket(), 'One thing more.')
      await tab.page.locator('.badge:not([hidden])').waitFor()
    },
  },
]

/** What is in sight counts as read; whoever scrolls away before that has one message more unread. */
async function untilRead({ page }: Tab): Promise<void> {
  const log = page.locator('.log')
  await until(
    () => log.evaluate((own) => own.scrollTop + own.clientHeight >= own.scrollHeight - 1),
    'the end of the log is in sight',
  )
  // The widget hears of its own scrolling with the next frame.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
  await page.locator('.badge[hidden]').waitFor({ state: 'attached' })
}
