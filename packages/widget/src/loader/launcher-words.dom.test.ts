import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { createTestFiles } from '../../test/lazy-files.ts'
import { settled } from '../../test/settled.ts'
import { createApi } from '../api/create-api.ts'
import type { LazyFiles } from '../api/host.ts'
import * as arabic from '../i18n/translations/ar.ts'

/** @param given where options stand: a later one goes before an earlier one */
async function start(...given: readonly object[]) {
  const test = createTestFiles()
  const byName: LazyFiles['byName'] = () => Promise.resolve(arabic as never)
  const element = document.createElement('porchlight-root')
  const ours = { debug: false, token: 't', apiHost: 'https://chat.example' }
  const files = { ...test.files, byName }
  const chat = createApi({ sources: [ours, ...given], files, element })
  onTestFinished(() => chat.destroy())
  await settled()
  const launcher = element.shadowRoot?.querySelector('.launcher')
  const label = () => launcher?.getAttribute('aria-label')
  return { ...test, chat, launcher, label }
}

const GERMAN = {
  openChat: 'Chat öffnen',
  closeChat: 'Chat schließen',
  loadFailed: 'Der Chat lädt nicht. Noch einmal versuchen',
  unread: (count: number) => `${count} ungelesen`,
  comma: '; ',
}

afterEach(() => localStorage.clear())

describe('the words of the launcher', () => {
  it('are the site’s from the start, and no file is fetched for them', async () => {
    const { label, asked } = await start({ strings: GERMAN })
    expect([label(), asked]).toEqual(['Chat öffnen', []])
  })

  it('are the site’s while the panel is on its way, there and gone', async () => {
    const { label, chat } = await start({ strings: GERMAN })
    chat.open()
    const atOnce = label()
    await settled()
    const open = label()
    chat.close()
    expect([atOnce, open, label()]).toEqual(['Chat schließen', 'Chat schließen', 'Chat öffnen'])
  })

  it('are the site’s for what is unread, though no panel has come', async () => {
    const { label, chat, fake } = await start({ strings: GERMAN })
    await chat.identify({ name: 'Ada' })
    fake.setStatus({ unread: 3 })
    expect(label()).toBe('Chat öffnen; 3 ungelesen')
  })

  it('are the site’s where the panel cannot be had, also those it gives afterwards', async () => {
    const { label, chat, setMissing, launcher } = await start({ strings: GERMAN })
    setMissing(true)
    chat.open()
    await settled()
    const before = [label(), launcher?.textContent]
    chat.update({ strings: { loadFailed: 'Das ging nicht. Noch einmal' } })
    expect([before, [label(), launcher?.textContent]]).toEqual([
      [GERMAN.loadFailed, GERMAN.loadFailed],
      ['Das ging nicht. Noch einmal', 'Das ging nicht. Noch einmal'],
    ])
  })

  it('are those given last, and ours again where the site has none any more', async () => {
    const { label, chat } = await start({ strings: GERMAN })
    chat.update({ strings: { openChat: 'Frag uns' } })
    const changed = label()
    chat.update({ strings: {} })
    expect([changed, label()]).toEqual(['Frag uns', 'Open chat'])
  })

  it('are JSON in an attribute', async () => {
    const attribute = { strings: '{"openChat":"Chat öffnen"}' }
    const { label } = await start({ strings: { openChat: 'Ask us' } }, attribute)
    expect(label()).toBe('Chat öffnen')
  })

  it('stay the site’s in whatever language the rest is', async () => {
    const { label, chat, fake } = await start({ locale: 'ar', strings: { openChat: 'Frag uns' } })
    chat.open()
    await settled()
    chat.close()
    fake.setStatus({ unread: 1 })
    await expect.poll(label).toBe('Frag uns، رسالة واحدة غير مقروءة')
    chat.update({ strings: {} })
    await expect.poll(label).toBe('فتح الدردشة، رسالة واحدة غير مقروءة')
    chat.update({ strings: { openChat: 'Ask us' } })
    await expect.poll(label).toBe('Ask us، رسالة واحدة غير مقروءة')
  })

  it('give way to `launcherLabel`, which names the closed launcher alone', async () => {
    const { label, chat } = await start({ launcherLabel: 'Ask us', strings: GERMAN })
    const closed = label()
    chat.open()
    expect([closed, label()]).toEqual(['Ask us', 'Chat schließen'])
  })

  const getter = {
    get openChat() {
      throw new Error('hostile')
    },
  }
  it.each<[string, unknown]>([
    ['null', null],
    ['a number', 7],
    ['text that is no JSON', 'Chat öffnen'],
    ['JSON of another kind', '"Chat öffnen"'],
    ['a list', ['Chat öffnen']],
    ['a getter that throws', getter],
    ['words of other kinds', { openChat: {}, unread: 'viele', comma: 7 }],
    ['a function for a text', { openChat: () => 'Chat öffnen', comma: null }],
    ['a list for each', { openChat: ['Chat öffnen'], unread: [], comma: [', '] }],
    ['a symbol', { openChat: Symbol('open'), unread: Symbol('unread'), comma: true }],
  ])('are ours where the site gives %s', async (_, strings) => {
    const { label, chat, fake } = await start({ strings })
    const closed = label()
    await chat.identify({ name: 'Ada' })
    fake.setStatus({ unread: 2 })
    expect([closed, label()]).toEqual(['Open chat', 'Open chat, 2 unread messages'])
  })

  it('are ours for what is unread where the site’s throw, and the panel opens', async () => {
    const unread = (): string => {
      throw new Error('hostile')
    }
    const { label, chat, fake } = await start({ strings: { unread } })
    await chat.identify({ name: 'Ada' })
    fake.setStatus({ unread: 2 })
    const before = label()
    chat.open()
    await settled()
    chat.close()
    await settled()
    expect([before, label()]).toEqual(Array(2).fill('Open chat, 2 unread messages'))
    chat.update({ strings: { unread: (count) => `${count} new` } })
    await expect.poll(label).toBe('Open chat, 2 new')
  })

  it('are those given last for what is unread, though no panel has come', async () => {
    const { label, chat, fake } = await start({ strings: { unread: () => 'some' } })
    await chat.identify({ name: 'Ada' })
    fake.setStatus({ unread: 2 })
    const before = label()
    chat.update({ strings: { unread: () => 'others' } })
    expect([before, label()]).toEqual(['Open chat, some', 'Open chat, others'])
  })
})
