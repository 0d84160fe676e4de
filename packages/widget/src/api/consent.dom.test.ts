import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settled } from '../../test/settled.ts'
import { leavePage, start, stateOf } from '../../test/start-chat.ts'
import { consentKey, draftsKey } from '../loader/mark.ts'
import { giveConsent } from './consent.ts'

beforeEach(() => localStorage.clear())
afterEach(leavePage)

describe('with consent required', () => {
  const options = { token: 't', consent: 'required' }

  it('nothing is started before the visitor says yes, and what was asked for waits', async () => {
    const { chat, asked, element } = await start(options)
    const sending = chat.sendMessage('Hello')
    chat.open()
    const before = [await stateOf(sending), asked.includes('start'), localStorage.length]
    const heard: unknown[] = []
    chat.on('consent-changed', (detail) => heard.push(detail))
    const emit = (event: string, detail: unknown) =>
      element.dispatchEvent(new CustomEvent(`porchlight:${event}`, { detail }))
    giveConsent({ options: { token: 't', apiHost: '' }, emit } as never)
    expect([before, (await sending)?.kind, heard]).toEqual([
      ['waits', false, 0],
      'stored',
      [{ consent: 'given' }],
    ])
  })

  it.each(['reset', 'logout'] as const)(
    'the visitor is forgotten at once, with what an earlier page has left: %s',
    async (forget) => {
      localStorage.setItem(draftsKey('t'), '{"":"My card is 4"}')
      const { chat, asked } = await start(options)
      const heard: string[] = []
      chat.on('reset', () => heard.push('reset'))
      const result = await stateOf(chat[forget]())
      expect([result, heard, asked.includes('start'), localStorage.length]).toEqual([
        { discarded: 0 },
        ['reset'],
        false,
        0,
      ])
      const sending = chat.sendMessage('Hello')
      chat.update({ consent: 'given' })
      expect((await sending)?.kind).toBe('stored')
    },
  )

  it('who has agreed is signed out where the yes could not be kept', async () => {
    const { chat, fake, element } = await start(options)
    const sending = chat.sendMessage('Hello')
    const emit = (event: string, detail: unknown) =>
      element.dispatchEvent(new CustomEvent(`porchlight:${event}`, { detail }))
    giveConsent({ options: { token: 't', apiHost: '' }, emit } as never)
    await sending
    // Full, or emptied by the page.
    localStorage.clear()
    await chat.reset()
    expect(fake.calls).toContainEqual(['signOut', { flushMs: 0 }])
  })

  it('the site may say yes for the visitor', async () => {
    const { chat } = await start(options)
    const sending = chat.sendMessage('Hello')
    const before = await stateOf(sending)
    chat.update({ consent: 'given' })
    expect([before, (await sending)?.kind]).toEqual(['waits', 'stored'])
  })

  it('a yes is remembered, and forgotten with the visitor', async () => {
    localStorage.setItem(consentKey('t'), 'given')
    const { chat, fake } = await start(options)
    expect((await chat.sendMessage('Hello'))?.kind).toBe('stored')
    fake.setStatus({ trouble: 'signed_out' })
    await settled()
    expect(localStorage.getItem(consentKey('t'))).toBe(null)
  })

  it('what was asked for ends with the chat', async () => {
    const { chat } = await start(options)
    const sending = chat.sendMessage('Hello')
    await settled()
    await chat.shutdown()
    expect(await sending).toBe(null)
  })
})
