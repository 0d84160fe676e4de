import { afterEach, describe, expect, it } from 'vitest'
import { type buildMessage as Build, buildMessage, buildThread } from '../../test/fake-sync.ts'
import { clearPage, type OpenPanel, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'

afterEach(clearPage)

type Written = Parameters<typeof Build>[0]

/** Sides of a box, in CSS pixels. */
function sides(element: Element | Range | null): { left: number; right: number } {
  const { left = 0, right = 0 } = element?.getBoundingClientRect() ?? {}
  return { left: Math.round(left), right: Math.round(right) }
}

/** Where one letter of an element's text is drawn. */
function letter(element: Element | null, at: number): { left: number; right: number } {
  const range = document.createRange()
  const text = element?.firstChild
  if (!text) throw new Error('no text')
  range.setStart(text, at)
  range.setEnd(text, at + 1)
  return sides(range)
}

async function inArabic(options: Record<string, unknown> = {}): Promise<OpenPanel> {
  const panel = await openPanel({ locale: 'ar', ...options })
  await expect.poll(() => panel.find('[dir="rtl"]')).not.toBeNull()
  return panel
}

describe('in a panel that is read from right to left', () => {
  it('what stands in the composer before anything is written stands where one begins', async () => {
    const { field, type } = await inArabic()
    expect(getComputedStyle(field).direction).toBe('rtl')
    type('Hello.')
    expect(getComputedStyle(field).unicodeBidi).toBe('plaintext')
  })

  it('what a site writes from left to right ends with its own full stop, and stands at the right', async () => {
    const { find } = await inArabic({ presence: 'Back on Monday.', greeting: 'Hello.' })
    for (const [selector, text] of [
      ['.header-presence', 'Back on Monday.'],
      ['.greeting-title', 'Hello.'],
    ] as const) {
      const line = find(selector)
      expect(letter(line, text.length - 1).left).toBeGreaterThan(letter(line, 0).left)
      expect(sides(line).right).toBe(sides(line?.parentElement ?? null).right - padding(line))
    }
  })

  it('what is said in English stands in the list where its row begins, and is cut at its end', async () => {
    const panel = await inArabic()
    const lastMessageText = 'The lamp is on its way to you. '.repeat(8)
    panel.fake.setThreads([
      buildThread({ title: 'A lamp', lastMessageText: 'Yes.' }),
      buildThread({ id: 'long', title: 'Another', lastMessageText }),
    ])
    await settled()
    panel.find('.header-back')?.click()
    await expect.poll(() => panel.texts('.thread-preview')).toHaveLength(2)
    for (const selector of ['.thread-title', '.thread-preview']) {
      const line = panel.find(selector)
      const last = letter(line, (line?.textContent?.length ?? 0) - 1)
      expect(last.right).toBe(sides(line?.parentElement ?? null).right - padding(line))
    }
    const long = panel.find('li:last-child .thread-preview')
    expect(letter(long, 0).left).toBe(sides(long).left)
  })

  it('our own words below an answer in English end with their full stop at the left', async () => {
    const { find, show } = await inArabic()
    const answer: Written = {
      id: 'a',
      author: 'assistant',
      content: 'Some are round',
      incomplete: true,
    }
    await show([buildMessage(answer)])
    const line = find('.cut-off')
    const length = line?.textContent?.length ?? 0
    expect(letter(line, length - 1).left).toBeLessThan(letter(line, 0).left)
  })
})

it('a warning of several lines has an icon of its whole size', async () => {
  const { fake, find } = await openPanel()
  fake.setStatus({ trouble: 'token' })
  await expect.poll(() => find('.notice .icon')?.getBoundingClientRect().width).toBe(15)
})

/** Between a line and the end of what it stands in. */
function padding(line: Element | null): number {
  const parent = line?.parentElement
  return parent ? Number.parseFloat(getComputedStyle(parent).paddingRight) : 0
}
