import { LATER_SETTINGS } from '@porchlight/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { buildMessage } from '../../test/fake-sync.ts'
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

describe('the notice', () => {
  it.each([
    [{ connection: 'online' }, undefined],
    [{ connection: 'connecting' }, undefined],
    [{ connection: 'connecting', waiting: 1 }, 'Connecting. 1 message will follow.'],
    [
      { connection: 'offline', waiting: 1 },
      'No connection. We will send 1 message when it is back.',
    ],
    [{ connection: 'offline' }, 'No connection. We will send what you write when it is back.'],
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
