/** What is asked or said before there is a conversation, each on a page of its own. */
import type { Scene } from '../../attacks/scene.ts'
import { QUESTION } from '../../fixtures/article.ts'
import { NONCE } from '../../fixtures/site.ts'
import type { Episode } from './state.ts'

const NO_STORAGE = `<script nonce="${NONCE}">
  for (const name of ['indexedDB', 'localStorage', 'sessionStorage', 'caches']) {
    Object.defineProperty(window, name, { get() { throw new DOMException('x', 'SecurityError') } })
  }
</script>`

/** Five tries at a file take seven seconds otherwise. */
const IN_HASTE = `<script nonce="${NONCE}">{
  const later = setTimeout
  window.setTimeout = (act, ms, ...rest) => later(act, ms > 500 && ms < 4000 ? ms / 20 : ms, ...rest)
}</script>`

const NOTE = 'We are at the fair until Monday.'

const tokens = new WeakMap<Scene, Promise<string>>()

/** @returns the token of a site whose team is not there all week, and says where it is */
function siteWithoutPeople(scene: Scene): Promise<string> {
  const known = tokens.get(scene) ?? addSite(scene)
  tokens.set(scene, known)
  return known
}

async function addSite({ server }: Scene): Promise<string> {
  const printed = await server.run(['sites', 'add', '--name', 'Lamps'])
  const [, project = ''] = /project\D*(\d+)/i.exec(printed) ?? []
  const hours = JSON.stringify({ timeZone: 'UTC', days: Array(7).fill(null) })
  await server.run(['settings', '--project', project, `hours=${hours}`, `awayNote=${NOTE}`])
  return /plw_\S+/.exec(printed)?.[0] ?? ''
}

export const ON_ARRIVAL: readonly Episode[] = [
  {
    name: 'asked first',
    page: { tag: 'data-consent="required" data-require-email' },
    states: [
      {
        name: 'for consent',
        async enter({ tab: { page } }) {
          await page.locator('.launcher').click()
          await page.locator('.question').waitFor()
        },
      },
      {
        name: 'for an address',
        async enter({ tab: { page } }) {
          await page.locator('.question .button-main').click()
          await page.locator('textarea').fill('Hello')
          await page.locator('textarea').press('Enter')
          await page.locator('.details').waitFor()
        },
      },
      {
        name: 'for a better address',
        async enter({ tab: { page } }) {
          await page.locator('.details input[type="email"]').fill('ada')
          await page.locator('.details .button-main').click()
          await page.locator('.details-problem:not(:empty)').waitFor()
        },
      },
    ],
  },
  {
    name: 'in a place of its own',
    page: {
      tag: 'data-container="#chat" data-suggestions="Where is my order?" data-name="Lamps"',
      body: `<main><h1>Lamps</h1><div id="chat"></div></main>
        <script nonce="${NONCE}">{
          const { style } = document.getElementById('chat')
          style.setProperty('all', 'revert', 'important')
          style.setProperty('height', '480px', 'important')
        }</script>`,
    },
    token: siteWithoutPeople,
    states: [
      {
        name: 'outside the hours of the team',
        async enter({ tab: { page } }) {
          await page.locator('.chip').click()
          // A site without articles is answered by people alone.
          await page.locator('.delivery[data-state="sent"]').waitFor()
          await page.locator('.dots').waitFor({ state: 'detached' })
          await page.locator('.composer-button:disabled').waitFor()
          await page.getByText(NOTE).waitFor()
        },
      },
    ],
  },
  {
    name: 'where a browser keeps nothing',
    page: { head: NO_STORAGE },
    states: [
      {
        name: 'what was written is not lost',
        async enter({ tab: { page } }) {
          await page.locator('.launcher').click()
          await page.locator('textarea').fill(QUESTION)
          await page.locator('textarea').press('Enter')
          await page.locator('.footer[data-state="helpful"]').waitFor()
        },
      },
    ],
  },
  {
    name: 'where a file does not come',
    page: { head: IN_HASTE },
    states: [
      {
        name: 'the panel is missing',
        async enter({ tab: { page } }) {
          await page.route(/panel.*\.js/, (route) => route.abort())
          await page.locator('.launcher').click()
          await page.locator('.launcher[aria-expanded="false"][aria-busy="false"]').waitFor()
        },
      },
      {
        name: 'the core is missing',
        async enter({ tab: { page } }) {
          await page.unrouteAll()
          await page.route(/core.*\.js/, (route) => route.abort())
          await page.reload()
          await page.locator('.launcher').click()
          await page.locator('.notice').waitFor()
        },
      },
    ],
  },
  {
    name: 'where the site has set it up wrongly',
    page: {},
    token: async () => 'plw_nobody_knows_me',
    states: [
      {
        name: 'no message can be taken',
        async enter({ tab: { page } }) {
          await page.locator('.launcher').click()
          await page.locator('.notice').waitFor()
          await page.locator('textarea').fill('Hello')
          await page.locator('textarea').press('Enter')
          await page.locator('.delivery[data-state="waiting"] button').first().waitFor()
        },
      },
    ],
  },
]
