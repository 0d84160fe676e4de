import { afterEach, describe, expect, it } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(clearPage)

describe('the composer', () => {
  it('sends with Enter and is empty after, and keeps Enter from breaking the line', async () => {
    const { fake, field, type, press } = await openPanel()
    type('Hello')
    expect(press({ key: 'Enter' })).toBe(false)
    await settled()
    expect([fake.calls[0], field.value]).toEqual([['send', 'Hello'], ''])
  })

  it('breaks the line with Shift and Enter, and leaves Enter to an input method', async () => {
    const { fake, type, press } = await openPanel()
    type('Hello')
    expect(press({ key: 'Enter', shiftKey: true })).toBe(true)
    expect(press({ key: 'Enter', isComposing: true })).toBe(true)
    expect(press({ key: 'Enter', keyCode: 229 })).toBe(true)
    await settled()
    expect(fake.calls).toEqual([])
  })

  it('cannot send blank text', async () => {
    const { fake, buttons, type, press } = await openPanel()
    type('   ')
    await settled()
    expect(buttons().get('Send')?.disabled).toBe(true)
    press({ key: 'Enter' })
    await settled()
    expect(fake.calls).toEqual([])
  })

  it('says how much too long a text is, and keeps it', async () => {
    const { fake, find, field, type, press } = await openPanel()
    type('x'.repeat(10_001))
    press({ key: 'Enter' })
    await settled()
    expect([find('.composer-note')?.textContent, field.value.length, fake.calls]).toEqual([
      'Not sent: longer than 10,000 characters.10,001 of 10,000',
      10_001,
      [],
    ])
    expect(find('[role=status] .icon-warning')).not.toBeNull()
  })

  it('says with an icon that a text is too long before it is sent, and no more once it fits', async () => {
    const { find, type } = await openPanel()
    type('x'.repeat(10_001))
    await settled()
    const isMarked = find('.composer-counter .icon-warning') !== null
    type('x'.repeat(10_000))
    await settled()
    expect([isMarked, find('.composer-counter .icon-warning')]).toEqual([true, null])
    expect(find('.composer-counter')?.textContent).toBe('10,000 of 10,000')
  })

  it('says that the browser could not keep a message', async () => {
    const { fake, find, field, type, press } = await openPanel()
    fake.answerSends({ kind: 'not_stored', cause: null })
    type('Hello')
    press({ key: 'Enter' })
    await settled()
    expect([find('.composer-note')?.textContent, field.value]).toEqual([
      'Not sent: your browser could not keep the message. Your text is still here.',
      'Hello',
    ])
  })

  it('offers Stop in place of Send while an answer is written and nothing is typed', async () => {
    const { fake, buttons, show, type } = await openPanel()
    await show([buildMessage({ id: 'a', author: 'assistant', isWriting: true })], 'r')
    const [withStop] = [buttons().has('Stop the answer')]
    type('One more')
    await settled()
    expect([withStop, buttons().has('Stop the answer'), buttons().has('Send')]).toEqual([
      true,
      false,
      true,
    ])
    type('')
    await settled()
    buttons().get('Stop the answer')?.click()
    expect(fake.calls.some(([name]) => name === 'stop')).toBe(true)
  })

  it("keeps what is typed from the page's own shortcuts", async () => {
    const { press } = await openPanel()
    const heard: string[] = []
    const listen = (event: KeyboardEvent) => heard.push(event.key)
    document.addEventListener('keydown', listen)
    press({ key: '/' })
    document.removeEventListener('keydown', listen)
    expect(heard).toEqual([])
  })
})

describe('a draft', () => {
  it('is kept over a reload, for each conversation', async () => {
    const first = await openPanel()
    first.fake.setThread({ messages: [buildMessage({ id: 'm' })] })
    await settled()
    first.type('To be continu')
    await settled()
    await first.leave()
    const next = await openPanel()
    next.fake.setThread({ messages: [buildMessage({ id: 'm' })] })
    await settled()
    expect(next.field.value).toBe('To be continu')
    next.press({ key: 'Enter' })
    await settled()
    expect(localStorage.getItem('porchlight:t:drafts')).toBeNull()
  })

  it('that was begun before there was a conversation goes with the first one', async () => {
    const { fake, field, type, press } = await openPanel()
    type('Hello')
    press({ key: 'Enter' })
    type('Hello and')
    await settled()
    expect([fake.calls[0], field.value]).toEqual([['send', 'Hello'], ' and'])
    expect(Object.values(JSON.parse(localStorage.getItem('porchlight:t:drafts') ?? '{}'))).toEqual([
      ' and',
    ])
  })

  it('stays in sight when another tab begins another conversation', async () => {
    const { fake, field, type } = await openPanel()
    fake.setThread({ thread: buildThread(), messages: [buildMessage({ id: 'm' })] })
    await settled()
    type('Half a tho')
    fake.setStatus({ currentThread: 'begun-elsewhere' })
    await settled()
    type('Half a thought')
    expect([field.value, JSON.parse(localStorage.getItem('porchlight:t:drafts') ?? '')]).toEqual([
      'Half a thought',
      { [THREAD_ID]: 'Half a thought' },
    ])
  })

  it('is nobody else’s: signing out takes it away, with what was set aside for a change', async () => {
    const { fake, find, field, type, buttons, show } = await openPanel()
    await show([buildMessage({ id: 'h', content: 'Sent', delivery: { state: 'held' } })])
    type('A secret')
    buttons().get('Edit')?.click()
    await settled()
    fake.setStatus({ trouble: 'signed_out' })
    await settled()
    expect([field.value, find('.composer-editing'), localStorage.length]).toEqual(['', null, 0])
  })

  it.each(['{', '[1]', '{"": 7}', 'null'])('is none where the storage holds %s', async (stored) => {
    localStorage.setItem('porchlight:t:drafts', stored)
    const { field } = await openPanel()
    expect(field.value).toBe('')
  })
})
