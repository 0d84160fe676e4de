import { afterEach, expect, it } from 'vitest'
import { buildMessage } from '../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'
import { launcherEn, panelEn, unreadEn } from '../i18n/en.ts'
import { markupEn } from '../i18n/markup-en.ts'
import { moreEn } from '../i18n/more-en.ts'
import { restoreEn } from '../i18n/restore-en.ts'

const OURS: Readonly<Record<string, unknown>> = {
  ...launcherEn,
  ...unreadEn,
  ...panelEn,
  ...moreEn,
  ...markupEn,
  ...restoreEn,
}

const throws = (): never => {
  throw new Error('hostile')
}

/** Each getter throws, and each function. */
function brokenWords(): object {
  const words = {}
  for (const [name, text] of Object.entries(OURS)) {
    const word = typeof text === 'function' ? { value: throws } : { get: throws }
    Object.defineProperty(words, name, { ...word, enumerable: true })
  }
  return words
}

afterEach(clearPage)

it('a site whose words throw has the chat in ours, on each of its screens', async () => {
  async function visit(strings: object): Promise<unknown[]> {
    const panel = await openPanel({ strings })
    panel.fake.setStatus({ connection: 'offline', waiting: 2, unread: 1 })
    await panel.show([
      buildMessage({ id: 'm1', content: 'Hello', delivery: { state: 'read' } }),
      buildMessage({
        id: 'm2',
        author: 'agent',
        content: '| a |\n| - |\n| b |\n\n![x](https://a.example/x)',
      }),
    ])
    const seen: unknown[] = [panel.texts('.panel'), [...panel.buttons().keys()]]
    panel.chat.update({ strings })
    for (const leadsOn of ['.header-menu', '.menu-item:last-child', '.header-back']) {
      panel.find<HTMLElement>(leadsOn)?.click()
      await settled()
      seen.push(panel.texts('.panel'), [...panel.buttons().keys()])
    }
    await clearPage()
    return seen
  }
  const usual = await visit({})
  expect(usual.flat().join()).toContain(moreEn.deleteQuestion)
  expect(await visit(brokenWords())).toEqual(usual)
})
