/** What a core does with messages, from writing them to their being posted. */
import { describe, expect, it } from 'vitest'
import { eventually, isOnline, messages, states, texts, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

const browser = useBrowser()
const { openOnline, posted } = browser

describe('outbox', () => {
  it('[OB1] keeps a message over a crash of the tab, and sends it from the next one', async () => {
    browser.server.cut()
    const first = browser.open()
    const result = await first.sync.send({ content: 'Hello' })
    expect(result.kind).toBe('stored')
    first.tab.crash()

    browser.server.restore()
    const second = browser.open()
    await eventually(browser.clock, () => states(second.sync).join() === 'sent')
    expect(posted()).toEqual(['Hello'])
  })

  it('[OB2] sends what was written offline once, in the order it was written', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    browser.clock.setNow(0)
    await sync.send({ content: 'one' })
    browser.clock.setNow(-1_000_000)
    await sync.send({ content: 'two' })
    await sync.send({ content: 'three' })
    browser.server.restore()
    await eventually(browser.clock, () => sync.status.get().waiting === 0)
    expect(posted()).toEqual(['one', 'two', 'three'])
  })

  it('[OB3] refuses a blank and an endless message, and stores neither', async () => {
    const { sync } = await openOnline()
    expect(await sync.send({ content: ' \n\t' })).toEqual({ kind: 'blank' })
    expect(await sync.send({ content: '🙂'.repeat(10_001) })).toEqual({
      kind: 'too_long',
      limit: 10_000,
      length: 10_001,
    })
    expect(sync.status.get()).toMatchObject({ currentThread: null, waiting: 0 })
  })

  it('[OB4] joins the first messages of two tabs in one thread', async () => {
    const one = browser.open()
    const two = browser.open()
    await until(() => isOnline(one.sync) && isOnline(two.sync))
    await Promise.all([one.sync.send({ content: 'a' }), two.sync.send({ content: 'b' })])
    await until(() => posted().length === 2)
    expect(browser.server.threads).toHaveLength(1)
    expect(browser.server.deliveries.filter((line) => line.startsWith('open'))).toHaveLength(1)
    expect([...posted()].sort()).toEqual(['a', 'b'])
  })

  it('[OB5] has one message of a lane under way at a time', async () => {
    const { sync } = await openOnline()
    let release = (): void => {}
    const until1 = new Promise<void>((resolve) => {
      release = resolve
    })
    await sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    browser.server.script({ kind: 'hold', until: until1 })
    await sync.send({ content: 'one' })
    await sync.send({ content: 'two' })
    await until(() => states(sync).join() === 'sent,sending,waiting')
    expect(posted()).toEqual(['opens the thread'])
    release()
    await until(() => posted().length === 3)
    expect(posted()).toEqual(['opens the thread', 'one', 'two'])
  })

  it('[OB6] sends again under the same id when the answer was lost, and posts it once', async () => {
    const { sync } = await openOnline()
    browser.server.script({ kind: 'cut_after' }, { kind: 'cut_after' })
    await sync.send({ content: 'Hello' })
    await eventually(browser.clock, () => states(sync).join() === 'sent')
    expect(posted()).toEqual(['Hello'])
  })

  it('[OB6] sends again when the request was lost before the server', async () => {
    const { sync } = await openOnline()
    browser.server.script({ kind: 'cut_before' }, { kind: 'cut_before' }, { kind: 'cut_before' })
    await sync.send({ content: 'Hello' })
    await eventually(browser.clock, () => states(sync).join() === 'sent')
    expect(posted()).toEqual(['Hello'])
  })

  it('[OB7] buries a refused message with its reason and goes on with the next', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    browser.server.script({
      kind: 'answer',
      outcome: { kind: 'refused', code: 'invalid', detail: 'not this' },
    })
    await sync.send({ content: 'poison' })
    await sync.send({ content: 'after' })
    await until(() => posted().length === 2)
    await until(() => states(sync).includes('failed'))
    expect(posted()).toEqual(['opens the thread', 'after'])
    expect(messages(sync).find((message) => message.content === 'poison')?.delivery).toEqual({
      state: 'failed',
      code: 'invalid',
      detail: 'not this',
    })
  })

  it('[OB8] sends a failed message again as the last of its thread', async () => {
    const { sync } = await openOnline()
    browser.server.script(
      { kind: 'hold', until: Promise.resolve() },
      { kind: 'answer', outcome: { kind: 'refused', code: 'invalid', detail: '' } },
    )
    await sync.send({ content: 'again' })
    await until(() => states(sync).join() === 'failed')
    await sync.send({ content: 'between' })
    await until(() => posted().length === 1)
    const failed = messages(sync).find((message) => message.delivery?.state === 'failed')
    expect(await sync.retry(failed?.id ?? '')).toBe(true)
    await until(() => posted().length === 2)
    expect(posted()).toEqual(['between', 'again'])
    expect(await sync.retry(failed?.id ?? '')).toBe(false)
  })

  it('[OB8] discards a message that waits untouched, and no other', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    await eventually(browser.clock, () => sync.status.get().connection === 'offline')
    await sync.send({ content: 'first' })
    const second = await sync.send({ content: 'second' })
    await until(() => messages(sync).length === 2)
    expect(second.kind === 'stored' && (await sync.discard(second.id))).toBe('done')
    browser.server.restore()
    await eventually(browser.clock, () => states(sync).join() === 'sent')
    const [first] = messages(sync)
    expect(await sync.discard(first?.id ?? '')).toBe('too_late')
    expect(posted()).toEqual(['first'])
  })

  it('[OB9] repeats under the same id what was under way when the leader crashed', async () => {
    const first = await openOnline()
    browser.server.script(
      { kind: 'hold', until: Promise.resolve() },
      { kind: 'hold', until: new Promise<void>(() => {}) },
    )
    await first.sync.send({ content: 'Hello' })
    await until(() => states(first.sync).join() === 'sending')
    first.tab.crash()

    const second = browser.open()
    await eventually(browser.clock, () => states(second.sync).join() === 'sent')
    expect(posted()).toEqual(['Hello'])
  })

  it('[OB10] stores a burst in order and tells each caller of its own message', async () => {
    browser.server.cut()
    const { sync } = browser.open()
    const contents = Array.from({ length: 100 }, (_, i) => `message ${i}`)
    const results = await Promise.all(contents.map((content) => sync.send({ content })))
    expect(new Set(results.map((result) => result.kind === 'stored' && result.id)).size).toBe(100)
    await until(() => sync.status.get().waiting === 100 && texts(sync).length === 50)
    expect(texts(sync)).toEqual(contents.slice(-50))
  })

  it('[OB12] begins a new thread by a retry when the old one is gone', async () => {
    const { sync } = await openOnline()
    await sync.send({ content: 'opens the thread' })
    await until(() => posted().length === 1)
    browser.server.script({ kind: 'answer', outcome: { kind: 'gone' } })
    await sync.send({ content: 'lost home' })
    await until(() => sync.status.get().failed === 1)
    expect(sync.status.get().currentThread).toBeNull()
    const [thread] = browser.server.threads
    const failed = sync.thread(thread ?? '')
    await until(() => failed.get().messages.length === 2)
    await sync.retry(failed.get().messages.at(-1)?.id ?? '')
    await until(() => posted().length === 2)
    expect(browser.server.threads).toHaveLength(2)
  })
})
