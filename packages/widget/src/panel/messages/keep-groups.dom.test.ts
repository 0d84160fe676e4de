import { options } from 'preact'
import { afterEach, expect, it } from 'vitest'
import { buildMessage, buildThread } from '../../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

const { diffed = () => undefined } = options

afterEach(() => {
  options.diffed = diffed
  clearPage()
})

/** More elements than one message and the stretches around it have, far fewer than five hundred have. */
const FEW = 60

it('a word more of an answer compares nothing of the five hundred messages before it', async () => {
  const panel = await openPanel()
  const authors = ['visitor', 'assistant', 'assistant', 'agent'] as const
  const before = Array.from({ length: 500 }, (_, n) =>
    buildMessage({ id: `m${n}`, author: authors[n % 4] ?? 'visitor', content: `Line **${n}**` }),
  )
  const growing = (content: string) =>
    buildMessage({ id: 'growing', author: 'assistant', content, isWriting: true })
  const show = (content: string): Promise<void> => {
    panel.fake.setThread({ thread: buildThread(), messages: [...before, growing(content)] })
    return settled()
  }
  await show('One')
  // Until the file that draws markup is there, every message is drawn without and then once more.
  await expect.poll(() => panel.texts('strong')).not.toEqual([])
  let elements = 0
  options.diffed = (node) => {
    if (typeof node.type === 'string') elements++
    diffed(node)
  }
  await show('One word')
  expect(panel.find('[aria-busy="true"]')?.textContent).toContain('One word')
  expect(elements).toBeLessThan(FEW)
})

it('a message that has changed in the middle is drawn anew', async () => {
  const panel = await openPanel()
  const messages = ['One', 'Two', 'Three'].map((content, n) =>
    buildMessage({ id: `m${n}`, content, delivery: { state: 'sent' } }),
  )
  panel.fake.setThread({ thread: buildThread(), messages })
  await settled()
  const changed = messages.map((message) =>
    message.id === 'm1' ? { ...message, content: 'Zwei' } : message,
  )
  panel.fake.setThread({ thread: buildThread(), messages: changed })
  await settled()
  expect(panel.texts('.bubble')).toEqual(['One', 'Zwei', 'Three'])
})
