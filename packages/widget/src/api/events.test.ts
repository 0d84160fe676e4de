import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEvents } from './events.ts'

afterEach(() => {
  vi.useRealTimers()
})

describe('events', () => {
  it('reach listeners until they are undone', () => {
    const events = createEvents(new EventTarget())
    const heard: number[] = []
    const undo = events.on('unread-changed', ({ unread }) => heard.push(unread))
    events.emit('unread-changed', { unread: 1 })
    undo()
    events.emit('unread-changed', { unread: 2 })
    expect(heard).toEqual([1])
  })

  it('reach a listener of once one time, and none after off', () => {
    const events = createEvents(new EventTarget())
    const heard: string[] = []
    const onOpened = () => heard.push('opened')
    const onClosed = () => heard.push('closed')
    events.once('opened', onOpened)
    events.once('closed', onClosed)
    events.off('closed', onClosed)
    for (const event of ['opened', 'opened', 'closed'] as const) events.emit(event, {})
    expect(heard).toEqual(['opened'])
  })

  it('are dispatched on the element with the same payload', () => {
    const target = new EventTarget()
    const heard: unknown[] = []
    target.addEventListener('porchlight:unread-changed', (event) => {
      heard.push(event instanceof CustomEvent && [event.detail, event.bubbles, event.composed])
    })
    createEvents(target).emit('unread-changed', { unread: 3 })
    expect(heard).toEqual([[{ unread: 3 }, true, true]])
  })

  it('call a listener of ready that comes too late', async () => {
    const events = createEvents(new EventTarget())
    events.emit('ready', {})
    await expect(new Promise((heard) => events.on('ready', heard))).resolves.toEqual({})
  })

  it("keep a listener's mistake from the others, and leave it to the page's error handling", () => {
    vi.useFakeTimers()
    const events = createEvents(new EventTarget())
    const heard: string[] = []
    events.on('opened', () => {
      throw new Error('mistake of the page')
    })
    events.on('opened', () => heard.push('opened'))
    events.emit('opened', {})
    expect(heard).toEqual(['opened'])
    expect(() => vi.runAllTimers()).toThrow('mistake of the page')
  })
})
