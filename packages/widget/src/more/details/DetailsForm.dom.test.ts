import { LATER_SETTINGS } from '@porchlight/protocol'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { click } from '../../../test/click.ts'
import { clearPage, openPanel } from '../../../test/open-panel.ts'
import { settled } from '../../../test/settled.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  await clearPage()
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
    expect(panel.find('.details-problem .icon-warning')).not.toBeNull()
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
