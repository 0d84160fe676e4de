/** What views show, and when it is something else. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import {
  current,
  eventually,
  isOnline,
  messages,
  states,
  texts,
  until,
} from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline, posted } = browser

describe('several threads', () => {
  it('[VW4] [OB21] are listed, also while the server has not heard of them', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'first matter' })
    await until(() => posted().length === 1)
    browser.server.cut()
    await until(() => !isOnline(sync))
    await sync.send({ content: 'another matter', thread: 'begun-offline' })
    await until(() => sync.threads.get().length === 2)
    const local = sync.threads.get().find(({ rev }) => rev === 0)
    expect([local?.id, sync.status.get().currentThread]).toEqual(['begun-offline', 'begun-offline'])
    browser.server.restore()
    await eventually(browser.clock, () => posted().length === 2)
    await until(() => sync.threads.get().every(({ rev }) => rev > 0))
    expect(sync.threads.get().map(({ id }) => id)).toContain('begun-offline')
  })
})

describe('views', () => {
  it('[VW1] keeps the identity of what did not change', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => states(sync).join() === 'sent')
    await settle()
    const before = current(sync)
    expect(current(sync)).toBe(before)
    const [thread = ''] = browser.server.threads
    browser.server.reply(thread, 'Hi')
    await until(() => texts(sync).length === 2)
    expect(current(sync)).not.toBe(before)
    expect(messages(sync)[0]).toBe(before?.messages[0])
  })

  it('[VW2] puts a growing answer before what still waits', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'Hello' })
    await until(() => states(sync).join() === 'sent')
    const [thread = ''] = browser.server.threads
    browser.server.answer(thread).write('Yes,')
    await until(() => texts(sync).length === 2)
    browser.server.script({ kind: 'hold', until: new Promise<void>(() => {}) })
    await sync.send({ content: 'One more' })
    await until(() => texts(sync).length === 3)
    expect(texts(sync)).toEqual(['Hello', 'Yes,', 'One more'])
  })
})
