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
