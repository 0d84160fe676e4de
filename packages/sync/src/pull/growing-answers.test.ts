/** Answers that are being written. */
import { describe, expect, it } from 'vitest'
import type { Sync } from '../sync.ts'
import { eventually, isOnline, messages, states, texts, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline } = browser

describe('answers', () => {
  async function withThread(): Promise<{ sync: Sync; thread: string }> {
    browser.server.setMode('assistant')
    const { sync } = await openOnline()
    await sync.send({ content: 'Do you ship to Norway?' })
    await until(() => states(sync).join() === 'sent')
    return { sync, thread: browser.server.threads[0] ?? '' }
  }

  it('[AN1] shows an answer as it grows in every tab, and stores it when it is finished', async () => {
    const { sync, thread } = await withThread()
    const other = browser.open()
    const answer = browser.server.answer(thread)
    answer.write('Yes,')
    await until(() => texts(sync).at(-1) === 'Yes,' && texts(other.sync).at(-1) === 'Yes,')
    expect(messages(sync).at(-1)).toMatchObject({ author: 'assistant', isWriting: true })
    answer.write('Yes, in five days.')
    answer.finish()
    await until(() => messages(other.sync).at(-1)?.isWriting === false)
    expect(texts(other.sync)).toEqual(['Do you ship to Norway?', 'Yes, in five days.'])
  })

  it('[AN2] says that nothing is being written while the stream is cut, and goes on after', async () => {
    const { sync, thread } = await withThread()
    const answer = browser.server.answer(thread)
    answer.write('Yes,')
    await until(() => texts(sync).at(-1) === 'Yes,')
    browser.server.cut()
    await until(() => messages(sync).at(-1)?.isWriting === false)
    browser.server.restore()
    await eventually(browser.clock, () => isOnline(sync))
    answer.write('Yes, in five days.')
    await eventually(browser.clock, () => texts(sync).at(-1) === 'Yes, in five days.')
    answer.finish()
    await until(() => messages(sync).at(-1)?.isWriting === false)
    expect(messages(sync).at(-1)).toMatchObject({ incomplete: false })
  })

  it('[AN4] follows the next run too, when it begins as the last one ends', async () => {
    const { sync, thread } = await withThread()
    const first = browser.server.answer(thread)
    first.write('One')
    await until(() => texts(sync).at(-1) === 'One')
    first.finish()
    browser.server.answer(thread).write('Two')
    await until(() => texts(sync).at(-1) === 'Two')
    expect(messages(sync).at(-1)).toMatchObject({ isWriting: true })
  })

  it('[AN3] ends in an honest partial answer when the visitor stops it', async () => {
    const { sync, thread } = await withThread()
    browser.server.answer(thread).write('Yes,')
    await until(() => texts(sync).at(-1) === 'Yes,')
    await sync.stop(thread)
    await until(() => messages(sync).at(-1)?.incomplete === true)
    expect(messages(sync).at(-1)).toMatchObject({ content: 'Yes,', isWriting: false })
  })
})
