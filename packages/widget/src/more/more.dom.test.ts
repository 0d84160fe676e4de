import { LATER_SETTINGS } from '@porchlight/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../test/fake-sync.ts'
import { clearPage, type OpenPanel, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
})

const question = buildMessage({ id: 'q' })
const answer = buildMessage({ id: 'a', author: 'assistant', content: 'Yes.' })

async function click(panel: OpenPanel, name: string): Promise<void> {
  const button = panel.buttons().get(name)
  if (button === undefined) throw new Error(`no button ${name}: ${[...panel.buttons().keys()]}`)
  button.click()
  await settled()
}

describe('the list of conversations', () => {
  async function openList() {
    const panel = await openPanel()
    panel.fake.setThread({ thread: buildThread(), messages: [question] })
    panel.fake.setOther({
      id: 'offline',
      thread: null,
      messages: [buildMessage({ id: 'w', content: 'Written on a train' })],
      hasMore: false,
      isLoaded: true,
    })
    const ticket = (status: 'open' | 'resolved') => ({ id: 'k', number: 1, status })
    panel.fake.setThreads([
      buildThread({ id: 'offline', rev: 0 }),
      buildThread({
        id: 'other',
        title: 'Norway',
        lastMessageText: 'We **do**.\nIn 3 days.',
        unread: 2,
        ticket: ticket('open'),
      }),
      buildThread({ title: 'Returns', lastMessageText: 'Yes.', ticket: ticket('resolved') }),
    ])
    await settled()
    return panel
  }

  it('says what each is about, what was said last, and what is unread', async () => {
    const panel = await openList()
    expect(panel.buttons().has('Your conversations, 2 unread elsewhere')).toBe(true)
    await click(panel, 'Your conversations, 2 unread elsewhere')
    expect(panel.find('.header-title')?.textContent).toBe('Your conversations')
    expect(panel.texts('.thread-title')).toEqual(['Written on a train', 'Norway', 'Returns'])
    expect(panel.texts('.thread-preview')).toEqual([
      'Not sent yet: Written on a train',
      'We do. In 3 days.',
      'Yes.',
    ])
    expect(panel.texts('.thread-unread')).toEqual(['22 unread messages'])
    expect(panel.texts('.thread-status')).toEqual(['Open', 'Closed'])
  })

  it('leads to a conversation, which then gets what is sent', async () => {
    const panel = await openList()
    await click(panel, 'Your conversations, 2 unread elsewhere')
    panel.find<HTMLElement>('.thread[data-unread="true"]')?.click()
    await settled()
    panel.find<HTMLTextAreaElement>('textarea')
    const field = panel.find<HTMLTextAreaElement>('textarea')
    if (field === null) throw new Error('no composer')
    field.value = 'Thanks'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.dispatchEvent(
      new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key: 'Enter' }),
    )
    await settled()
    expect(panel.fake.calls.find(([name]) => name === 'send')).toEqual(['send', 'Thanks', 'other'])
  })

  it('tells the page which screen the visitor goes to', async () => {
    const panel = await openList()
    const routes: string[] = []
    panel.chat.on('route-changed', ({ route }) => routes.push(route))
    await click(panel, 'Your conversations, 2 unread elsewhere')
    panel.find<HTMLElement>('.thread[data-unread="true"]')?.click()
    await settled()
    expect(routes).toEqual(['threads', 'conversation'])
  })

  it('leaves nothing as a draft of what was sent right before', async () => {
    const panel = await openList()
    panel.type('Do you ship?')
    await click(panel, 'Menu')
    panel.press({ key: 'Enter' })
    panel.type('Do you ship? To Norway')
    await click(panel, 'New conversation')
    expect(panel.fake.calls).toContainEqual(['send', 'Do you ship?'])
    expect(JSON.parse(localStorage.getItem('porchlight:t:drafts') ?? '{}')).toEqual({
      [THREAD_ID]: ' To Norway',
    })
  })

  it('begins a new one, and comes back to one that has only a draft', async () => {
    const panel = await openList()
    await click(panel, 'Your conversations, 2 unread elsewhere')
    await click(panel, 'New conversation')
    const field = () => panel.find<HTMLTextAreaElement>('textarea')
    const began = field()
    if (began === null) throw new Error('no composer')
    began.value = 'Another matter'
    began.dispatchEvent(new Event('input', { bubbles: true }))
    await click(panel, 'Your conversations, 2 unread elsewhere')
    panel.find<HTMLElement>('.thread[data-unread="true"]')?.click()
    await settled()
    const elsewhere = field()?.value
    await click(panel, 'Your conversations')
    await click(panel, 'New conversation')
    expect([elsewhere, field()?.value]).toEqual(['', 'Another matter'])
  })
})

describe('details', () => {
  const settings = {
    enabled: true,
    name: 'Shop',
    greeting: '',
    presence: 'Usually fast',
    placeholder: '',
    suggestions: [],
    color: '#112233',
    position: 'bottom-right' as const,
    ...LATER_SETTINGS,
  }

  it('are asked for before a first message is sent, and told with it', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ settings: { ...settings, requireEmail: true, collectName: true } })
    panel.type('Hello')
    panel.press({ key: 'Enter' })
    await settled()
    expect([panel.field.value, panel.fake.calls.some(([name]) => name === 'send')]).toEqual([
      'Hello',
      false,
    ])
    const email = panel.find<HTMLInputElement>('input[type=email]')
    if (email === null) throw new Error('no form')
    await click(panel, 'Send message')
    expect(panel.find('.details-problem')?.textContent).toBe(
      'This does not look like a mail address.',
    )
    email.value = 'ada@example.com'
    await click(panel, 'Send message')
    expect(panel.fake.calls).toContainEqual(['setTraits', { email: 'ada@example.com' }])
    expect(panel.fake.calls).toContainEqual(['send', 'Hello'])
    expect(panel.find('form')).toBeNull()
  })

  it('are not asked for where the page has told the address', async () => {
    const panel = await openPanel({ traits: { email: 'ada@example.com' } })
    panel.fake.setStatus({ settings: { ...settings, requireEmail: true } })
    panel.type('Hello')
    panel.press({ key: 'Enter' })
    await settled()
    expect(panel.fake.calls).toContainEqual(['send', 'Hello'])
  })

  it('of the team: when people are back, in place of how fast they answer', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ settings })
    await settled()
    const before = panel.find('.header-presence')?.textContent
    const days = Array(7).fill(null)
    panel.fake.setStatus({ settings: { ...settings, hours: { timeZone: 'UTC', days } } })
    await settled()
    const away = panel.find('.header-presence')?.textContent
    const hours = { timeZone: 'UTC', days }
    panel.fake.setStatus({ settings: { ...settings, hours, awayNote: 'Back in May' } })
    await settled()
    expect([before, away, panel.find('.header-presence')?.textContent]).toEqual([
      'Usually fast',
      'We are away',
      'Back in May',
    ])
  })

  it('of the team: that it is here, whatever its hours say', async () => {
    const panel = await openPanel({ presence: 'Usually fast' })
    const hours = { timeZone: 'UTC', days: Array(7).fill(null) }
    panel.fake.setStatus({ settings: { ...settings, hours } })
    panel.fake.setActivity({ isTeamHere: true })
    await settled()
    const here = [
      panel.find('.header-presence')?.textContent,
      panel.find('.header-presence .here') !== null,
    ]
    panel.fake.setActivity({ isTeamHere: false })
    await settled()
    expect([...here, panel.find('.header-presence')?.textContent]).toEqual([
      'We are here now',
      true,
      'We are away',
    ])
  })
})

describe('somebody of the team who writes', () => {
  const writers = (name: string | null) => ({ writers: new Map([[THREAD_ID, name]]) })

  it('is seen behind the last message, by name or as the team', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.fake.setActivity(writers('Ada'))
    await settled()
    const last = (): string | undefined => panel.texts('.group').at(-1) ?? undefined
    const byName = [last(), panel.texts('.dots').length]
    panel.fake.setActivity(writers(null))
    await settled()
    const asTeam = last()
    panel.fake.setActivity({ writers: new Map() })
    await settled()
    expect([...byName, asTeam, panel.texts('.dots').length]).toEqual([
      'Ada is typing',
      1,
      'Team is typing',
      0,
    ])
  })

  it('is not seen in another conversation, nor beside an answer that is being written', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.fake.setActivity({ writers: new Map([['other', 'Ada']]) })
    await settled()
    const elsewhere = panel.texts('.dots').length
    panel.fake.setActivity(writers('Ada'))
    await panel.show([question], 'run')
    const thinking = panel.texts('.dots').length
    await panel.show([question, { ...answer, isWriting: true }], 'run')
    expect([elsewhere, thinking, panel.texts('.dots').length]).toEqual([0, 1, 0])
  })

  it('and what the visitor writes is looked at while the panel is open', async () => {
    const panel = await openPanel()
    await panel.show([question])
    panel.type('Hi')
    panel.chat.close()
    panel.chat.prefill('Hi there')
    expect(panel.fake.typed.slice(-3)).toEqual([
      [THREAD_ID, 'Hi'],
      [null, 'Hi'],
      [null, 'Hi there'],
    ])
  })
})

describe('the menu', () => {
  it('offers what can be done now, takes the focus and gives it back', async () => {
    const panel = await openPanel()
    await click(panel, 'Menu')
    expect(panel.texts('[role=menuitem]')).toEqual(['Download my data', 'Delete my data'])
    await panel.show([
      question,
      buildMessage({ id: 'w', delivery: { state: 'waiting', why: 'offline' } }),
    ])
    expect(panel.texts('[role=menuitem]')).toEqual([
      'Talk to a person',
      'New conversation',
      'Take back the message that waits',
      'Download this conversation',
      'Download my data',
      'Delete my data',
    ])
    await click(panel, 'Menu')
    expect(panel.find('[role=menu]')).toBeNull()
  })

  it('leads to people before there is a conversation, where there is an assistant', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ capabilities: ['resume'] })
    await click(panel, 'Menu')
    await click(panel, 'Talk to a person')
    expect(panel.fake.calls.filter(([name]) => name === 'send' || name === 'describe')).toEqual([
      ['send', 'Talk to a person'],
      ['describe', THREAD_ID, { wantsPeople: true }],
    ])
  })

  it('takes back what waits', async () => {
    const panel = await openPanel()
    await panel.show([buildMessage({ id: 'w', delivery: { state: 'held' } })])
    await click(panel, 'Menu')
    await click(panel, 'Take back the message that waits')
    expect(panel.fake.calls).toContainEqual(['clear', THREAD_ID])
  })

  it('downloads the conversation that it was asked for in, though another one is shown by then', async () => {
    const panel = await openPanel()
    const files: Blob[] = []
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob)
      return 'blob:file'
    })
    panel.fake.setThread({ thread: buildThread(), messages: [question], hasMore: true })
    panel.fake.setThreads([buildThread({ id: 'other' }), buildThread()])
    await settled()
    await click(panel, 'Menu')
    await click(panel, 'Download this conversation')
    await panel.chat.showConversation('other')
    await settled()
    const earlier = buildMessage({ id: 'e', content: 'Said before' })
    panel.fake.setThread({ messages: [earlier, question], hasMore: false })
    await vi.waitFor(() => expect(files).toHaveLength(1))
    expect(await files[0]?.text()).toMatch(/Said before[\s\S]*text of q/)
    expect(panel.texts('[part~="bubble"]')).toEqual([])
  })

  it('deletes everything after one more question', async () => {
    const panel = await openPanel()
    panel.fake.setStatus({ waiting: 2, capabilities: ['erase'] })
    await panel.show([question])
    await click(panel, 'Menu')
    await click(panel, 'Delete my data')
    const asked = panel.find('.question p')?.textContent
    const before = panel.fake.calls.map(([name]) => name)
    await click(panel, 'Delete')
    expect(asked).toContain('with 2 messages that were never sent')
    expect(before).not.toContain('signOut')
    expect(panel.fake.calls.map(([name]) => name)).toContain('signOut')
  })
})

describe('deleting', () => {
  it.each([
    ['offline', ['erase']],
    ['online', []],
  ] as const)(
    'says what stays where the server cannot do it: %s, %j',
    async (connection, capabilities) => {
      const panel = await openPanel()
      panel.fake.setStatus({ connection, capabilities })
      await panel.show([question])
      await click(panel, 'Menu')
      await click(panel, 'Delete my data')
      expect(panel.find('.question p')?.textContent).toContain('What you have sent stays with us')
    },
  )
})

describe('consent', () => {
  const open = () => openPanel({ consent: 'required' })

  it('is asked for before anything is stored or begun', async () => {
    const panel = await open()
    expect([
      panel.find('.question-title')?.textContent,
      panel.find('textarea'),
      panel.buttons().has('Menu'),
      localStorage.length,
      panel.fake.calls,
    ]).toEqual(['Before we chat', null, false, 0, []])
  })

  it('leads to the conversation when it is given, and is not asked for again', async () => {
    const panel = await open()
    await click(panel, 'Agree and chat')
    expect([panel.find('.question'), panel.find('textarea') !== null]).toEqual([null, true])
    await panel.leave()
    const next = await open()
    expect(next.find('.question')).toBeNull()
  })

  it('is asked for again once the visitor has signed out', async () => {
    const panel = await open()
    await click(panel, 'Agree and chat')
    panel.type('A secret')
    panel.fake.setStatus({ trouble: 'signed_out' })
    await settled()
    expect([panel.find('.question-title')?.textContent, panel.find('textarea')]).toEqual([
      'Before we chat',
      null,
    ])
  })

  it('closes the panel when it is not given, and stores nothing', async () => {
    const panel = await open()
    await click(panel, 'Not now')
    expect([panel.find('[data-open]'), localStorage.length]).toEqual([null, 0])
  })
})

describe('below the messages', () => {
  it.each([
    ['Yes', { isHelped: true }, 'Good to hear. Write again whenever you like.'],
    [
      'No, ask a person',
      { wantsPeople: true },
      'We have told the team. You can close the chat; the answer will be here.',
    ],
  ])('an answer is asked about, and %s is told', async (name, change, words) => {
    const panel = await openPanel()
    await panel.show([question, answer])
    await click(panel, name)
    expect(panel.fake.calls).toContainEqual(['describe', THREAD_ID, change])
    expect(panel.find('.footer')?.textContent).toBe(words)
    await panel.show([question, answer, buildMessage({ id: 'q2' })])
    expect(panel.find('.footer')).toBeNull()
  })

  it('an answer that has helped is not asked about again on the next page', async () => {
    const first = await openPanel()
    await first.show([question, answer])
    await click(first, 'Yes')
    await first.leave()
    const next = await openPanel()
    await next.show([question, answer])
    expect(next.find('.footer')?.textContent).toBe('Good to hear. Write again whenever you like.')
    await next.show([question, answer, buildMessage({ id: 'a2', author: 'assistant' })])
    expect(next.find('.footer')?.textContent).toContain('Was this helpful?')
  })

  it.each([
    ['is still written', [question, { ...answer, isWriting: true }], 'assistant'],
    ['is of a person', [question, buildMessage({ id: 'p', author: 'agent' })], 'people'],
  ] as const)('nothing is asked of an answer that %s', async (_why, messages, mode) => {
    const panel = await openPanel()
    panel.fake.setThread({ thread: buildThread({ mode }), messages })
    await settled()
    expect(panel.find('.footer')).toBeNull()
  })

  it('a closed conversation can be rated, with a sentence', async () => {
    const panel = await openPanel()
    const ticket = { id: 'k', number: 1, status: 'resolved' } as const
    panel.fake.setThread({ thread: buildThread({ ticket, mode: 'people' }), messages: [question] })
    await settled()
    expect(panel.find('.footer > p')?.textContent).toBe(
      'This conversation is closed. Writing again opens it.',
    )
    const good = panel.find<HTMLInputElement>('input[value="4"]')
    if (good === null) throw new Error('no score')
    good.checked = true
    good.dispatchEvent(new Event('change', { bubbles: true }))
    await settled()
    const comment = panel.find<HTMLInputElement>('.rating-comment')
    if (comment === null) throw new Error('no comment')
    comment.value = 'Quick'
    await click(panel, 'Send rating')
    expect(panel.fake.calls).toContainEqual(['rate', THREAD_ID, 4, 'Quick'])
    expect(panel.find('.footer')?.textContent).toBe('Thank you for your rating.')
  })

  it('a rating that has come into the conversation is not asked for again', async () => {
    const panel = await openPanel()
    const ticket = { id: 'k', number: 1, status: 'resolved' } as const
    const rating = buildMessage({ id: 'r', author: 'notice', content: 'Rating: 4 of 5' })
    panel.fake.setThread({
      thread: buildThread({ ticket, mode: 'people' }),
      messages: [question, rating],
    })
    await settled()
    expect(panel.find('.footer')?.textContent).toBe('Thank you for your rating.')
  })
})
