import { afterEach, describe, expect, it, vi } from 'vitest'
import { click } from '../../../test/click.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
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
