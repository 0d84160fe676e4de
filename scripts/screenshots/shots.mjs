/** Every state of the widget, and how a visitor comes there. */

const REPLY = `Hi. It left us **yesterday**:

| step | when |
| --- | --- |
| packed | Mon 14:02 |
| handed over | Tue 08:15 |

1. Keep the box.
2. Look at [the care page](https://lamps.example/care).

\`\`\`sh
track 1042
\`\`\`

![The parcel](https://pictures.example/parcel.jpg)`

const composer = (page) => page.locator('textarea')
const answering = (page) => page.locator('[part~="bubble"][aria-busy="true"]')

async function say(page, text) {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** Asks, and waits for the whole answer. */
async function converse({ page, words }) {
  await say(page, words.question)
  await page.locator('.group-assistant .markup:not(.writing)').first().waitFor()
  await answering(page).waitFor({ state: 'detached' })
}

/** Asks, and a person answers. */
async function answered({ page, demo, words }, text = REPLY) {
  await converse({ page, words })
  const ticket = await demo.ticketWith(words.question)
  await demo.reply(ticket, text)
  await page.locator('.group-agent').waitFor()
  return ticket
}

async function openMenu(page) {
  await page.locator('.header-menu').click()
  await page.locator('[role=menu]').waitFor()
}

const shot = (arrive, settings = {}) => ({ arrive, settings })

export const SHOTS = {
  closed: shot(async () => {}, { isClosed: true }),
  unread: shot(
    async ({ page, demo, words }) => {
      await page.locator('.launcher').click()
      await converse({ page, words })
      await page.keyboard.press('Escape')
      await demo.reply(await demo.ticketWith(words.question), 'Yes.')
      await page.locator('.badge:not([hidden])').waitFor()
    },
    { isClosed: true },
  ),
  empty: shot(async ({ page }) => composer(page).waitFor()),
  suggestions: shot(async ({ page }) => page.locator('.chip').first().waitFor(), {
    suggestions: 'Where is my order?|Can I return a lamp?|Do you ship to Norway?',
  }),
  consent: shot(async ({ page }) => page.locator('.question').waitFor(), { consent: 'required' }),
  details: shot(
    async ({ page, words }) => {
      await composer(page).waitFor()
      await say(page, words.question)
      await page.locator('.details').waitFor()
    },
    { 'require-email': '' },
  ),
  streaming: shot(async ({ page, words }) => {
    await say(page, words.question)
    await page.locator('.group-assistant .bubble').first().waitFor()
  }),
  conversation: shot(converse),
  person: shot(answered),
  offline: shot(async ({ page, context, words }) => {
    await converse({ page, words })
    await context.setOffline(true)
    await say(page, words.more)
    await page.locator('.delivery-actions').waitFor()
  }),
  editing: shot(async ({ page, context, words }) => {
    await converse({ page, words })
    await context.setOffline(true)
    await say(page, words.more)
    await page.locator('.delivery-actions button').first().click()
  }),
  menu: shot(async ({ page, words }) => {
    await converse({ page, words })
    await openMenu(page)
  }),
  list: shot(async (stage) => {
    const { page, words } = stage
    await answered(stage, 'Yes, within 30 days.')
    await openMenu(page)
    await page.locator('[role=menuitem]').first().click()
    await page.locator('.greeting').waitFor()
    await say(page, words.other)
    await page.locator('.header-back').click()
    await page.locator('.thread').nth(1).waitFor()
  }),
  resolved: shot(async (stage) => {
    const ticket = await answered(stage, 'Done. Have a good evening.')
    await stage.demo.resolve(ticket)
    await stage.page.locator('.rating').waitFor()
  }),
  erase: shot(async ({ page, words }) => {
    await converse({ page, words })
    await openMenu(page)
    await page.locator('[role=menuitem]').last().click()
    await page.locator('.question').waitFor()
  }),
  'too-long': shot(async ({ page }) => {
    await composer(page).fill('A lamp. '.repeat(1_300))
    await composer(page).press('Enter')
    await page.locator('.composer-note[data-bad="true"]').waitFor()
  }),
}
