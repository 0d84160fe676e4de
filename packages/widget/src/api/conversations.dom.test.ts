import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../test/fake-sync.ts'
import { createTestFiles } from '../../test/lazy-files.ts'
import { settled } from '../../test/settled.ts'
import { leavePage, start } from '../../test/start-chat.ts'

beforeEach(() => localStorage.clear())
afterEach(leavePage)

describe('what waits', () => {
  const failed = { state: 'failed', code: 'invalid', detail: '' } as const
  const waiting = { state: 'waiting', why: 'offline' } as const

  async function withMessages() {
    const files = createTestFiles()
    files.fake.sync.exportData = () =>
      Promise.resolve({ exportedAt: '', threads: [{ id: THREAD_ID, thread: null, messages: [] }] })
    const test = await start({ token: 't' }, false, files)
    await test.chat.setCustomAttributes({})
    test.fake.setThread({
      messages: [
        buildMessage({ id: 'sent' }),
        buildMessage({ id: 'w', delivery: waiting }),
        buildMessage({ id: 'f', delivery: failed }),
        buildMessage({ id: 'other', author: 'agent' }),
      ],
    })
    return test
  }

  it('is listed, with where it is and why it waits', async () => {
    const { chat } = await withMessages()
    const pending = (await chat.getPendingMessages()) ?? []
    expect(pending.map(({ id, thread, delivery }) => [id, thread, delivery])).toEqual([
      ['w', THREAD_ID, waiting],
      ['f', THREAD_ID, failed],
    ])
  })

  it('is sent again, taken back and looked after', async () => {
    const { chat, fake } = await withMessages()
    const results = [
      await chat.retryMessage('f'),
      await chat.retryAll(),
      await chat.discardMessage('w'),
      await chat.syncNow(),
    ]
    expect([results, fake.calls.slice(1)]).toEqual([
      [true, 1, 'done', 0],
      [
        ['retry', 'f'],
        ['retry', 'f'],
        ['discard', 'w'],
        ['flush', 2_000],
      ],
    ])
  })
})

describe('conversations', () => {
  it('are begun with a text that the visitor may send', async () => {
    const { chat, find } = await start()
    await chat.showNewMessage('About order 1042')
    await settled()
    expect([chat.status().isOpen, find('textarea')]).toMatchObject([
      true,
      { value: 'About order 1042' },
    ])
  })

  it('are shown by their id, if they are the visitor’s', async () => {
    const { chat, fake } = await start()
    chat.open()
    await settled()
    fake.setThreads([buildThread()])
    expect([await chat.showConversation(THREAD_ID), await chat.showConversation('x')]).toEqual([
      true,
      false,
    ])
  })

  it('get what a page sends, with the panel as it is when the page wants that', async () => {
    const { chat, fake } = await start()
    await chat.sendMessage('Hello', { open: false })
    expect([chat.status().isOpen, fake.calls]).toEqual([false, [['send', 'Hello']]])
  })
})

describe('signing out', () => {
  it('sends what waits first, or nothing at all', async () => {
    const { chat, fake } = await start()
    await chat.logout()
    await chat.reset()
    expect(fake.calls).toEqual([
      ['signOut', { flushMs: 2_000 }],
      ['signOut', { flushMs: 0 }],
    ])
  })

  it('begins anew for the next visitor, at once when the chat is open', async () => {
    const { chat, fake, asked, find } = await start()
    const heard: string[] = []
    chat.on('reset', () => heard.push('reset'))
    chat.on('error', ({ kind }) => heard.push(kind))
    chat.open()
    await settled()
    const field = find('textarea') as HTMLTextAreaElement
    field.value = 'What the last visitor wrote'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    fake.setStatus({ trouble: 'signed_out' })
    fake.setStatus({ trouble: null })
    await settled()
    expect([asked.filter((what) => what === 'start').length, heard]).toEqual([2, ['reset']])
  })

  it('waits for the next interaction when it is closed', async () => {
    const { chat, fake, asked } = await start()
    await chat.setCustomAttributes({})
    fake.setStatus({ trouble: 'signed_out' })
    await settled()
    const before = asked.filter((what) => what === 'start').length
    chat.open()
    await settled()
    expect([before, asked.filter((what) => what === 'start').length]).toEqual([1, 2])
  })

  it('may be asked for when the chat is ready, and makes it ready no second time', async () => {
    const { chat, fake } = await start()
    let times = 0
    chat.on('ready', () => {
      times++
      void chat.reset().then(() => fake.setStatus({ trouble: 'signed_out' }))
    })
    await settled()
    await settled()
    expect([times, fake.calls]).toEqual([1, [['signOut', { flushMs: 0 }]]])
  })
})
