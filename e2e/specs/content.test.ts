import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../fixtures/axe.ts'
import { eventually } from '../fixtures/eventually.ts'
import { type Stage, setStage, type Tab, type Visitor } from '../fixtures/stage.ts'

/** No server: what matters is whether anything is asked of it. */
const PICTURE = 'https://pictures.invalid/cat.png?told=secret'

const ANSWER = `# Your order

It is **on its way**, ~~tomorrow~~ *today*; see https://shop.invalid/track.

| Part | Where it is now | When | Weight | Carrier | Warranty |
|:-----|:-----:|-----:|----|----|----|
| Lamp | Hamburg, in a parcel that waits for the ferry | Mo | 2,310 g | Linjegods | 5 years |
| Shade | Oslo | Tu | 410 g | Linjegods | 2 years |

- [x] packed
- [ ] delivered

\`\`\`json
{ "parcel": 17, "comment": "a line that is longer than the bubble is wide, so it scrolls" }
\`\`\`

![A cat on a lamp](${PICTURE})

![by reference][p]

[p]: ${PICTURE}`

const DOCUMENT = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'From the editor' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Underlined', marks: [{ type: 'underline' }] },
        { type: 'hardBreak' },
        {
          type: 'text',
          text: 'here',
          marks: [{ type: 'link', attrs: { href: '/\\pictures.invalid' } }],
        },
      ],
    },
    { type: 'image', attrs: { src: PICTURE, alt: 'A lamp' } },
  ],
}

describe('what a message holds', () => {
  let stage: Stage
  let visitor: Visitor
  let tab: Tab
  const asked: string[] = []

  beforeAll(async () => {
    stage = await setStage()
    visitor = await stage.visitor()
    visitor.context.on('request', (request) => {
      if (request.url().includes('.invalid')) asked.push(request.url())
    })
    tab = await visitor.tab('/strict')
    await tab.chat.open()
    await tab.chat.send('Where is my order?')
    await tab.page.getByText('Sent').first().waitFor()
    const [ticket] = await stage.team.tickets()
    await stage.team.reply(ticket?.id ?? '', ANSWER)
    await stage.team.reply(ticket?.id ?? '', 'as **markdown**', DOCUMENT)
    await tab.chat.log.getByText('From the editor').waitFor()
  })
  afterAll(async () => {
    await visitor.close()
    await stage.close()
  })

  it('is drawn under a strict policy, asks nothing of anybody, and axe finds nothing', async () => {
    const { log } = tab.chat
    await log.getByRole('figure', { name: 'Table' }).waitFor()
    const counts = await Promise.all(
      [
        log.getByRole('columnheader'),
        log.getByRole('button', { name: /Show image from pictures\.invalid/ }),
        log.getByRole('button', { name: 'Copy' }),
        log.getByRole('heading', { level: 3 }),
        log.getByRole('img', { name: 'To do' }),
        log.locator('u'),
        log.locator('img, [style]'),
      ].map((found) => found.count()),
    )
    expect({ counts, asked, errors: tab.errors, axe: await axeViolations(tab.page) }).toEqual({
      counts: [6, 2, 1, 2, 1, 1, 0],
      asked: [],
      errors: [],
      axe: [],
    })
  })

  it('has buttons that look like some, whatever is reset for others', async () => {
    const button = tab.chat.log.getByRole('button', { name: /A cat on a lamp/ })
    const border = () => button.evaluate((element) => getComputedStyle(element).borderTopWidth)
    expect(await border()).toBe('1px')
  })

  it('lets a table be scrolled by keyboard', async () => {
    const table = tab.chat.log.getByRole('figure', { name: 'Table' })
    const scrolled = () => table.evaluate((figure) => figure.scrollLeft > 0)
    const before = await scrolled()
    await table.focus()
    await tab.page.keyboard.press('ArrowRight')
    await eventually(scrolled, true)
    expect(before).toBe(false)
  })

  it('ends in words and a link where the policy of the page forbids a picture', async () => {
    const { log } = tab.chat
    await log.getByRole('button', { name: /A cat on a lamp/ }).press('Enter')
    await log.getByText('The image could not be shown.').waitFor()
    const link = log.getByRole('link', { name: 'Open it on pictures.invalid' })
    expect([
      await link.getAttribute('href'),
      await link.evaluate(
        (element) => element === (element.getRootNode() as ShadowRoot).activeElement,
      ),
      tab.errors,
      await axeViolations(tab.page),
    ]).toEqual([PICTURE, true, [], []])
  })
})
