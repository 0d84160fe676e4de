import { afterEach, describe, expect, it, vi } from 'vitest'
import { click } from '../../../test/click.ts'
import { buildMessage, buildThread, THREAD_ID } from '../../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
})

const question = buildMessage({ id: 'q' })

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
