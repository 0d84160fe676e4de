import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread, THREAD_ID } from '../../../test/fake-sync.ts'
import { clearPage, type OpenPanel, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

const KEY = 'porchlight:t:drafts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
})

/** A panel with one conversation, in a tab where the visitor is or is not. */
async function openTab(of: { readonly hasFocus: boolean }): Promise<OpenPanel> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(of.hasFocus)
  const panel = await openPanel()
  panel.fake.setThread({ thread: buildThread(), messages: [buildMessage({ id: 'm' })] })
  await settled()
  return panel
}

/** What a browser does in every other tab once one has written. */
async function writeElsewhere(drafts: Readonly<Record<string, string>> | null): Promise<void> {
  const newValue = drafts === null ? null : JSON.stringify(drafts)
  if (newValue === null) localStorage.clear()
  else localStorage.setItem(KEY, newValue)
  dispatchEvent(new StorageEvent('storage', { key: newValue === null ? null : KEY, newValue }))
  await settled()
}

describe('a draft that is written in another tab', () => {
  it('is in the composer of the one where nobody is', async () => {
    const { field } = await openTab({ hasFocus: false })
    await writeElsewhere({ [THREAD_ID]: 'From the other' })
    expect(field.value).toBe('From the other')
  })

  it('goes away once it was sent there, or all that is stored was cleared', async () => {
    const { field } = await openTab({ hasFocus: false })
    await writeElsewhere({ [THREAD_ID]: 'To be sent' })
    await writeElsewhere({})
    const afterSending = field.value
    await writeElsewhere({ [THREAD_ID]: 'To be cleared' })
    await writeElsewhere(null)
    expect([afterSending, field.value]).toEqual(['', ''])
  })

  it('takes nothing from somebody who writes here', async () => {
    const { field, type } = await openTab({ hasFocus: true })
    type('Mine')
    await writeElsewhere({ [THREAD_ID]: 'Theirs' })
    expect(field.value).toBe('Mine')
    type('Mine stays')
    await settled()
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({ [THREAD_ID]: 'Mine stays' })
  })

  it('is not the text of a message that is being changed here', async () => {
    const { field, show, buttons } = await openTab({ hasFocus: false })
    await show([buildMessage({ id: 'h', content: 'Sent before', delivery: { state: 'held' } })])
    buttons().get('Edit')?.click()
    await settled()
    await writeElsewhere({ [THREAD_ID]: 'From the other' })
    expect([field.value, localStorage.getItem(KEY)]).toEqual([
      'Sent before',
      JSON.stringify({ [THREAD_ID]: 'From the other' }),
    ])
  })

  it('comes back after a change of a message that was called off, and not what it was before', async () => {
    const { field, show, buttons, type } = await openTab({ hasFocus: true })
    type('Older')
    await show([buildMessage({ id: 'h', content: 'Sent before', delivery: { state: 'held' } })])
    buttons().get('Edit')?.click()
    await settled()
    await writeElsewhere({ [THREAD_ID]: 'Newer, from the other' })
    buttons().get('Cancel')?.click()
    await settled()
    expect([field.value, localStorage.getItem(KEY)]).toEqual([
      'Newer, from the other',
      JSON.stringify({ [THREAD_ID]: 'Newer, from the other' }),
    ])
  })

  it('of another conversation waits there, and stays when one is written here', async () => {
    const { field, type } = await openTab({ hasFocus: false })
    await writeElsewhere({ another: 'About something else' })
    expect(field.value).toBe('')
    type('About this')
    await settled()
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({
      another: 'About something else',
      [THREAD_ID]: 'About this',
    })
  })

  it('is not this chat’s where it is stored under another name', async () => {
    const { field } = await openTab({ hasFocus: false })
    await writeElsewhere({ [THREAD_ID]: 'Known' })
    localStorage.setItem(KEY, JSON.stringify({ [THREAD_ID]: 'Not told of' }))
    dispatchEvent(new StorageEvent('storage', { key: 'porchlight:other:drafts' }))
    await settled()
    expect(field.value).toBe('Known')
  })

  it('is heard of no more once the chat is gone', async () => {
    const removed = vi.spyOn(globalThis, 'removeEventListener')
    const panel = await openTab({ hasFocus: false })
    await panel.leave()
    expect(removed.mock.calls.map(([type]) => type)).toContain('storage')
  })
})
