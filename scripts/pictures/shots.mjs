/** The states that the README shows, and how a visitor comes there. */

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
async function answered({ page, demo, words }) {
  await converse({ page, words })
  await demo.reply(await demo.ticketWith(words.question), REPLY)
  await page.locator('.group-agent').waitFor()
}

const shot = (arrive, settings = {}) => ({ arrive, settings })

export const SHOTS = {
  consent: shot(async ({ page }) => page.locator('.question').waitFor(), { consent: 'required' }),
  person: shot(answered),
  offline: shot(async ({ page, context, words }) => {
    await converse({ page, words })
    await context.setOffline(true)
    await say(page, words.more)
    await page.locator('.delivery-actions').waitFor()
  }),
}
