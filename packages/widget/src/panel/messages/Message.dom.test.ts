import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread } from '../../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(clearPage)

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
    expect(texts('.late-text + .delivery-actions > button')).toEqual([
      'Send as a new message',
      'Discard',
    ])
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
      'The rest comes when the connection is back.',
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
