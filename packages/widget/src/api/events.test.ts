import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEvents } from './events.ts'

afterEach(() => {
  vi.useRealTimers()
})

const noHook = (): void => undefined

describe('events', () => {
  it('reach listeners until they are undone', () => {
    const events = createEvents(new EventTarget(), noHook)
    const heard: number[] = []
    const undo = events.on('unread-changed', ({ unread }) => heard.push(unread))
    events.emit('unread-changed', { unread: 1 })
    undo()
    events.emit('unread-changed', { unread: 2 })
    expect(heard).toEqual([1])
  })

  it('reach a listener of once one time, and none after off', () => {
    const events = createEvents(new EventTarget(), noHook)
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
    createEvents(target, noHook).emit('unread-changed', { unread: 3 })
    expect(heard).toEqual([[{ unread: 3 }, true, true]])
  })

  it('call a listener of ready that comes too late', async () => {
    const events = createEvents(new EventTarget(), noHook)
    events.emit('ready', {})
    await expect(new Promise((heard) => events.on('ready', heard))).resolves.toEqual({})
  })

  it('tell a site that counts what happened, and not what was written', () => {
    vi.useFakeTimers()
    const told: unknown[] = []
    const { emit } = createEvents(new EventTarget(), (...heard) => told.push(heard))
    emit('message-queued', { id: 'm', thread: 't', text: 'My password is …' })
    vi.runAllTimers()
    expect(told).toEqual([['message-queued', { id: 'm', thread: 't', text: undefined }]])
  })

  it('call a late listener of ready once when it asked for once', async () => {
    const { once, emit } = createEvents(new EventTarget(), noHook)
    let heard = 0
    emit('ready', {})
    once('ready', () => heard++)
    await Promise.resolve()
    emit('ready', {})
    expect(heard).toBe(1)
  })

  it('go on where the hook of a page, or a listener that is none, makes a mistake', () => {
    vi.useFakeTimers()
    const events = createEvents(new EventTarget(), () => {
      throw new Error('mistake of the page')
    })
    const heard: string[] = []
    expect(() => events.on('closed', undefined as never)).not.toThrow()
    events.on('opened', () => heard.push('opened'))
    events.emit('opened', {})
    expect(heard).toEqual(['opened'])
    expect(() => vi.runAllTimers()).toThrow('mistake of the page')
  })
})
