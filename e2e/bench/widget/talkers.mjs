import { TEXTS } from './long-chat.mjs'

/** Whose answers can be made to stream on a page of ours, and why others' cannot. */

/**
 * @typedef {object} Talker
 * @property {string} name
 * @property {string} field selector of where one writes, in all open shadow roots
 * @property {(page: import('playwright-core').Page, messages: number) => Promise<void>} fill shows so
 *   many messages
 * @property {(page: import('playwright-core').Page) => Promise<void>} ask begins an answer of 50
 *   deltas a second that does not end
 */

/** @param {Awaited<ReturnType<typeof import('./long-chat.mjs').startLongChat>>} chat @returns {Talker} */
export function porchlight(chat) {
  return {
    name: 'porchlight',
    field: 'textarea',
    fill: chat.fill,
    async ask(page) {
      await page.locator('textarea').fill('And?')
      await page.locator('textarea').press('Enter')
      await page.locator('[part~="bubble"][aria-busy="true"]').waitFor()
    },
  }
}

/** @returns {Talker} its own way to stream, fed by a timer of the page */
export const deepChat = {
  name: 'deep-chat',
  field: '#text-input',
  async fill(page, messages) {
    await page.waitForFunction(() => customElements.get('deep-chat') !== undefined)
    await page.evaluate(
      ({ messages, texts }) => {
        document.querySelector('deep-chat')?.remove()
        const chat = document.createElement('deep-chat')
        Object.assign(chat.style, { width: '400px', height: '600px' })
        chat.history = Array.from({ length: messages }, (_, n) => ({
          role: n % 2 === 0 ? 'user' : 'ai',
          text: texts[n % 2],
        }))
        const words = 'The **lamp** is made of brass, and its glass can be ordered again.\n\n'
        const deltas = words.split(/(?<=\s)/)
        chat.connect = {
          stream: true,
          handler(_body, signals) {
            signals.onOpen()
            let n = 0
            setInterval(() => signals.onResponse({ text: deltas[n++ % deltas.length] }), 20)
          },
        }
        document.body.prepend(chat)
      },
      { messages, texts: TEXTS },
    )
    await page.locator('#text-input').waitFor()
    await page.waitForTimeout(1_000)
  },
  async ask(page) {
    await page.locator('#text-input').click()
    await page.keyboard.type('And?')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(500)
  },
}

/** Why the others are not measured. */
export const SILENT = {
  'posthog-js': 'it polls, and knows no answer that grows',
  '@typebot.io/js': 'its answers stream only through a model of its own service',
  'flowise-embed': 'its text field is disabled while an answer streams',
  '@n8n/chat': 'its text field is disabled while an answer streams',
}
