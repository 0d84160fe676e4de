/** Each language once, with about all that is said in it at one time. */
import { QUESTION } from '../../fixtures/article.ts'
import type { Episode } from './state.ts'

const TAGS = ['ar', 'de', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt-BR', 'zh-Hans']

/** Those from right to left. */
const RTL = ['ar', 'he']

export const LANGUAGES: readonly Episode[] = TAGS.map((tag) => ({
  name: `in ${tag}`,
  page: { tag: `data-locale="${tag}"` },
  states: [
    {
      name: 'an answer, a table and a message that waits',
      async enter({ tab: { page }, team, ticket }) {
        await page.locator('.launcher').click()
        await page.locator('textarea').fill(QUESTION)
        await page.locator('textarea').press('Enter')
        await page.locator('.citation').waitFor()
        await page.locator('.footer[data-state="helpful"]').waitFor()
        await team.reply(
          await ticket(),
          '| Glass | Price |\n|--|--|\n| A | 12 |\n\n```js\nlamp()\n```',
        )
        await page.locator('.markup pre').first().waitFor()
        await page.context().setOffline(true)
        await page.locator('textarea').fill('?')
        await page.locator('textarea').press('Enter')
        await page.locator('.delivery[data-state="waiting"] button').first().waitFor()
        await page.locator('.notice').waitFor()
        await page.locator(`.panel:${RTL.includes(tag) ? 'dir(rtl)' : 'dir(ltr)'}`).waitFor()
      },
    },
  ],
}))
