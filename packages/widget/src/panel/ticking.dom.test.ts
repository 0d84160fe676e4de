import { signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildMessage, buildThread } from '../../test/fake-sync.ts'
import { clearPage, openPanel } from '../../test/open-panel.ts'
import { settled } from '../../test/settled.ts'
import { createTicking } from './ticking.ts'

/** In the time zone of whoever runs this, ten minutes before midnight. */
const LATE = new Date(2026, 2, 4, 23, 50)
const MINUTE_MS = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: LATE })
})
afterEach(async () => {
  await clearPage()
  vi.useRealTimers()
})

describe('the minute', () => {
  it('goes on while the panel is open, stands still while it is not, and is right at once', () => {
    const isOpen = signal(false)
    const { nowMs, stop } = createTicking(isOpen)
    const minutes = () => (nowMs.value - LATE.getTime()) / MINUTE_MS
    const seen: number[] = []
    const pass = (count: number): void => {
      vi.advanceTimersByTime(count * MINUTE_MS)
      seen.push(minutes())
    }
    pass(5)
    isOpen.value = true
    seen.push(minutes())
    pass(1)
    pass(2)
    isOpen.value = false
    pass(3)
    stop()
    isOpen.value = true
    pass(1)
    expect([seen, vi.getTimerCount()]).toEqual([[0, 5, 6, 8, 8, 8], 0])
  })
})

describe('what is said of a time', () => {
  it('stays true over midnight: between messages, and in the list of conversations', async () => {
    const { fake, find, texts, show } = await openPanel({ locale: 'en' })
    const at = new Date(2026, 2, 4, 23, 45).toISOString()
    fake.setThreads([buildThread({ lastMessageText: 'Good night', lastMessageAt: at })])
    await show([buildMessage({ id: 'm', createdAt: at })])
    const evening = texts('.log-note')
    vi.advanceTimersByTime(15 * MINUTE_MS)
    await settled()
    const night = texts('.log-note')
    find('.header-back')?.click()
    await settled()
    const fresh = texts('time')
    vi.advanceTimersByTime(24 * 60 * MINUTE_MS)
    await settled()
    expect({ evening, night, fresh, later: texts('time') }).toEqual({
      evening: ['Today'],
      night: ['Yesterday'],
      fresh: ['Yesterday'],
      later: ['Wednesday'],
    })
  })
})
