import { LATER_SETTINGS } from '@porchlight/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'

afterEach(clearPage)

describe('an empty conversation', () => {
  it('greets, and sends a suggested question at a click', async () => {
    const { fake, find, texts, buttons } = await openPanel({
      suggestions: ['Where is my order?', 'Do you ship to Norway?'],
    })
    expect([find('.greeting-title')?.textContent, texts('.chip')]).toEqual([
      'Hello. What can we help you with?',
      ['Where is my order?', 'Do you ship to Norway?'],
    ])
    buttons().get('Do you ship to Norway?')?.click()
    await settled()
    expect([fake.calls[0], texts('.bubble'), find('.greeting')]).toEqual([
      ['send', 'Do you ship to Norway?'],
      ['Do you ship to Norway?'],
      null,
    ])
  })

  it('is named after the site, by the page before the server', async () => {
    const { fake, find } = await openPanel({ greeting: 'Good evening.' })
    fake.setStatus({
      settings: {
        enabled: true,
        name: 'Named by the server',
        greeting: 'Hi.',
        presence: 'Back on Monday',
        placeholder: 'Ask us',
        suggestions: [],
        color: '#112233',
        position: 'bottom-right',
        ...LATER_SETTINGS,
      },
    })
    await settled()
    expect([
      find('.header-title')?.textContent,
      find('.header-presence')?.textContent,
      find('.greeting-title')?.textContent,
      find('textarea')?.getAttribute('placeholder'),
    ]).toEqual(['Porch & Lantern', 'Back on Monday', 'Good evening.', 'Ask us'])
  })
})

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

describe('a message of the visitor', () => {
  it.each([
    [{ state: 'waiting', why: 'offline' }, 'Waiting, no connection', 'clock'],
    [{ state: 'waiting', why: 'turn' }, 'Waiting for its turn', 'clock'],
    [{ state: 'waiting', why: 'busy' }, 'Waiting, we are busy', 'clock'],
    [{ state: 'waiting', why: 'session' }, 'Waiting to connect', 'clock'],
    [{ state: 'sending' }, 'Sending', 'sending'],
    [{ state: 'held' }, 'Sent', 'check'],
    [{ state: 'sent' }, 'Sent', 'check'],
    [{ state: 'read' }, 'Read', 'checks'],
    [{ state: 'sent', mayBeTwice: true }, 'Sent, may have arrived twice', 'check'],
    [{ state: 'failed', code: 'invalid', detail: '' }, 'Not sent', 'warning'],
    [
      { state: 'failed', code: 'permission_denied', detail: '' },
      'Not sent: this conversation is closed',
      'warning',
    ],
  ] as const)('says %j in words and with an icon', async (delivery, words, icon) => {
    const { find, show } = await openPanel()
    await show([buildMessage({ id: 'm', delivery })])
    expect([
      find('.delivery > span')?.textContent,
      find('.delivery svg')?.getAttribute('class'),
    ]).toEqual([words, `icon icon-${icon}`])
  })

  it('can be sent again or thrown away when it failed', async () => {
    const { fake, buttons, show } = await openPanel()
    const delivery = { state: 'failed', code: 'invalid', detail: '' } as const
    await show([buildMessage({ id: 'm', delivery })])
    buttons().get('Retry')?.click()
    buttons().get('Discard')?.click()
    expect(fake.calls.filter(([name]) => name !== 'markRead')).toEqual([
      ['retry', 'm'],
      ['discard', 'm'],
    ])
  })

  it('can be copied when it failed', async () => {
    const { buttons, find, show } = await openPanel()
    const written: string[] = []
    vi.stubGlobal('navigator', {
      clipboard: { writeText: async (text: string) => void written.push(text) },
    })
    const delivery = { state: 'failed', code: 'invalid', detail: '' } as const
    await show([buildMessage({ id: 'm', content: 'Long words', delivery })])
    buttons().get('Copy')?.click()
    await settled()
    expect([written, find('.delivery-actions [role=status]')?.textContent]).toEqual([
      ['Long words'],
      'Copied',
    ])
    vi.unstubAllGlobals()
  })

  it('comes back into the composer to be edited when it failed', async () => {
    const { buttons, field, show } = await openPanel()
    const delivery = { state: 'failed', code: 'invalid', detail: '' } as const
    await show([buildMessage({ id: 'm', content: 'Helo', delivery })])
    buttons().get('Edit')?.click()
    await settled()
    expect(field.value).toBe('Helo')
  })

  it('can be changed or taken back while it waits, each by itself', async () => {
    const { fake, find, texts, buttons, field, press, type, show } = await openPanel()
    const delivery = { state: 'waiting', why: 'offline' } as const
    await show([
      buildMessage({ id: 'm1', content: 'First', delivery }),
      buildMessage({ id: 'm2', content: 'Secnd', delivery }),
    ])
    expect(texts('.delivery')).toEqual(['EditTake back', 'Waiting, no connectionEditTake back'])
    type('Half a th')
    buttons().get('Edit')?.click()
    await settled()
    const whileEditing = [field.value, find('.composer-editing span')?.textContent]
    type('Second')
    press({ key: 'Enter' })
    await settled()
    buttons().get('Take back')?.click()
    expect(whileEditing).toEqual(['Secnd', 'You are changing a message.'])
    expect([field.value, find('.composer-editing')]).toEqual(['Half a th', null])
    expect(fake.calls.filter(([name]) => name !== 'markRead')).toEqual([
      ['edit', 'm2', 'Second'],
      ['discard', 'm2'],
    ])
  })

  it('is changed apart from a suggestion or a text of the site', async () => {
    const { chat, field, buttons, show } = await openPanel()
    await show([buildMessage({ id: 'h', content: 'Sent', delivery: { state: 'held' } })])
    buttons().get('Edit')?.click()
    await settled()
    chat.prefill('About order 5')
    await settled()
    expect([field.value, buttons().has('Save')]).toEqual(['About order 5', false])
  })

  it('has nothing to be done with while its turn comes at once', async () => {
    const { texts, show } = await openPanel()
    await show([buildMessage({ id: 'm', delivery: { state: 'waiting', why: 'turn' } })])
    expect(texts('.delivery button')).toEqual([])
  })

  it('says when the next try is, unless that is soon', async () => {
    const { fake, find, show } = await openPanel()
    await show([buildMessage({ id: 'm', delivery: { state: 'waiting', why: 'busy' } })])
    fake.setStatus({ nextTryAt: Date.now() + 10_000 })
    await settled()
    const soon = find('.delivery > span')?.textContent
    fake.setStatus({ nextTryAt: Date.now() + 600_000 })
    await settled()
    expect(soon).toBe('Waiting, we are busy')
    expect(find('.delivery > span')?.textContent).toMatch(
      /^Waiting, we are busy, next try at \d+:\d\d/,
    )
  })

  it('keeps the text of a change that came too late, to be sent as a new one', async () => {
    const { fake, find, texts, buttons, show } = await openPanel()
    const change = { kind: 'late', content: 'The new text' } as const
    await show([buildMessage({ id: 'm', content: 'The old text', change })])
    const shown = [find('.delivery > span')?.textContent, find('.late-text')?.textContent]
    expect(texts('.delivery button')).toEqual(['Send as a new message', 'Discard'])
    buttons().get('Send as a new message')?.click()
    await settled()
    expect(shown).toEqual(['Sent before your change', 'The new text'])
    expect(fake.calls.filter(([name]) => name !== 'markRead')).toEqual([
      ['send', 'The new text'],
      ['discard', 'm'],
    ])
  })

  it('is shown as it was typed', async () => {
    const { find, show } = await openPanel()
    await show([buildMessage({ id: 'm', content: '**not bold**\n<b>no markup</b>' })])
    expect([find('.bubble p')?.textContent, find('.bubble b')]).toEqual([
      '**not bold**\n<b>no markup</b>',
      null,
    ])
  })
})

describe('a message of somebody else', () => {
  it('is markdown, drawn as elements', async () => {
    const { find, show } = await openPanel()
    const content = '**Yes**: see [returns](https://shop.example/returns) <img src=x>'
    await show([buildMessage({ id: 'a', author: 'agent', content })])
    const link = find<HTMLAnchorElement>('.bubble a')
    expect([
      find('.bubble strong')?.textContent,
      link?.href,
      link?.rel,
      link?.target,
      find('.link-host')?.textContent,
      find('.bubble img'),
    ]).toEqual([
      'Yes',
      'https://shop.example/returns',
      'noopener noreferrer nofollow ugc',
      '_blank',
      ' (shop.example)',
      null,
    ])
  })

  it('shows initials, which say nothing to those who hear the name', async () => {
    const { find, show } = await openPanel()
    await show([
      buildMessage({ id: 'a', author: 'agent', authorName: 'Ada Lovelace' }),
      buildMessage({ id: 'b', author: 'visitor' }),
    ])
    const face = find('.group-agent .face')
    expect([face?.textContent, face?.getAttribute('aria-hidden')]).toEqual(['AL', 'true'])
    expect(find('.group-visitor .face')).toBeNull()
  })

  it('of the assistant is named as such, with its sources', async () => {
    const { find, texts, show } = await openPanel()
    await show([
      buildMessage({
        id: 'a',
        author: 'assistant',
        citations: [
          { title: 'Returns', url: 'https://shop.example/r' },
          { title: 'Warranty', url: 'javascript:alert(1)' },
        ],
      }),
    ])
    expect([find('.group-name span:not(.face)')?.textContent, find('.tag')?.textContent]).toEqual([
      'Assistant',
      'AI',
    ])
    expect([texts('.citation'), texts('a.citation')]).toEqual([
      ['Returns', 'Warranty'],
      ['Returns'],
    ])
  })

  it('is busy while it grows, and says when it was cut off', async () => {
    const { find, show } = await openPanel()
    const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes, a' })
    await show([{ ...answer, isWriting: true }], 'r')
    const whileGrowing = [find('.bubble')?.getAttribute('aria-busy'), find('.cut-off')]
    await show([{ ...answer, incomplete: true }])
    expect([
      whileGrowing,
      find('.bubble')?.getAttribute('aria-busy'),
      find('.cut-off')?.textContent,
    ]).toEqual([['true', null], 'false', 'This answer was cut off.'])
  })

  it('of the assistant that goes on later is not called cut off', async () => {
    const { fake, find, show } = await openPanel()
    const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes, a' })
    await show([{ ...answer, incomplete: true }], 'r')
    const whileAway = find('.cut-off')?.textContent
    fake.setThread({ thread: buildThread({ run: null }) })
    await settled()
    expect([whileAway, find('.cut-off')?.textContent]).toEqual([
      'The rest of this answer comes when you are back online.',
      'This answer was cut off.',
    ])
  })

  it('of a person gives the header their name', async () => {
    const { fake, find } = await openPanel()
    fake.setThread({
      thread: buildThread({ mode: 'people' }),
      messages: [buildMessage({ id: 'a', author: 'agent', authorName: 'Maja' })],
    })
    await settled()
    expect(find('.header-title')?.textContent).toBe('Maja from Porch & Lantern')
  })

  it('on a visible screen counts as read', async () => {
    const { fake, show } = await openPanel()
    await show([buildMessage({ id: 'a', author: 'agent' })])
    expect(fake.calls.map(([name]) => name)).toContain('markRead')
  })

  it('counts as read once, however many words it grows by, and shows the last of them', async () => {
    const { fake, find, show } = await openPanel()
    const reads = (): number => fake.calls.filter(([name]) => name === 'markRead').length
    const answer = buildMessage({ id: 'a', author: 'assistant', isWriting: true, content: 'One' })
    await show([answer], 'r')
    const before = reads()
    for (const content of ['One two', 'One two three']) await show([{ ...answer, content }], 'r')
    expect(find('.bubble')?.textContent).toBe('One two three')
    expect(reads()).toBe(before)
    await show([{ ...answer, content: 'One two three four', isWriting: false }])
    expect(find('.bubble')?.textContent).toBe('One two three four')
  })
})

describe('the log', () => {
  it('is named, can be scrolled by keyboard and leaves speaking to the announcer', async () => {
    const { find } = await openPanel()
    const log = find('[role=log]')
    expect([
      log?.getAttribute('aria-label'),
      log?.getAttribute('aria-live'),
      log?.tabIndex,
    ]).toEqual(['Messages', 'off', 0])
  })

  it('asks for older messages at its top, when there are any', async () => {
    const { fake, find, show } = await openPanel()
    await show([buildMessage({ id: 'm' })])
    find('[role=log]')?.dispatchEvent(new Event('scroll'))
    fake.setThread({ hasMore: true })
    await settled()
    find('[role=log]')?.dispatchEvent(new Event('scroll'))
    expect(fake.calls.filter(([name]) => name === 'loadOlder')).toHaveLength(1)
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

describe('the notice', () => {
  it.each([
    [{ connection: 'online' }, undefined],
    [{ connection: 'connecting' }, undefined],
    [{ connection: 'connecting', waiting: 1 }, 'Connecting. 1 message will follow.'],
    [
      { connection: 'offline', waiting: 1 },
      'You are offline. We will send 1 message when you are back.',
    ],
    [{ connection: 'offline' }, 'You are offline. We will send what you write when you are back.'],
    [
      { trouble: 'token' },
      'This chat is not set up correctly, so we cannot receive messages here. Please reach us another way.',
    ],
    [
      { trouble: 'storage' },
      'Your browser does not let us keep messages, so we cannot send them safely. Allow this site to keep data, or use another browser.',
    ],
  ] as const)('for %j is %j', async (status, text) => {
    const { fake, find } = await openPanel()
    fake.setStatus(status)
    await settled()
    expect(find('.notice')?.textContent).toBe(text)
  })
})
