import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { STOP_WITHIN_MS, untilStopped } from './until-stopped.ts'

let terminal: EventEmitter

beforeEach(() => {
  vi.useFakeTimers()
  terminal = new EventEmitter()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Starts waiting; `stop` never ends by itself but tells when its patience is over. */
function wait(withinMs = STOP_WITHIN_MS) {
  const options = { signals: terminal, withinMs }
  let deadline: AbortSignal | undefined
  let calls = 0
  void untilStopped((signal) => {
    deadline = signal
    calls += 1
    return new Promise(() => {})
  }, options)
  return { isOver: () => deadline?.aborted, calls: () => calls }
}

it('resolves once everything is closed', async () => {
  const stopped = untilStopped(async () => {}, { signals: terminal })
  terminal.emit('SIGTERM')
  await expect(stopped).resolves.toBeUndefined()
})

it('takes the echoes of one Ctrl-C for one wish', () => {
  const stopping = wait()
  terminal.emit('SIGINT')
  vi.advanceTimersByTime(900)
  terminal.emit('SIGINT')
  terminal.emit('SIGTERM')
  expect([stopping.calls(), stopping.isOver()]).toEqual([1, false])
})

it('loses its patience at a second, later signal', () => {
  const stopping = wait()
  terminal.emit('SIGINT')
  vi.advanceTimersByTime(1_500)
  terminal.emit('SIGINT')
  expect([stopping.calls(), stopping.isOver()]).toEqual([1, true])
})

it('loses its patience after ten seconds', () => {
  const stopping = wait()
  terminal.emit('SIGTERM')
  vi.advanceTimersByTime(STOP_WITHIN_MS - 1)
  expect(stopping.isOver()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(stopping.isOver()).toBe(true)
})

it('is as patient as it was told to be', () => {
  const stopping = wait(STOP_WITHIN_MS + 5_000)
  terminal.emit('SIGTERM')
  vi.advanceTimersByTime(STOP_WITHIN_MS + 4_999)
  expect(stopping.isOver()).toBe(false)
  vi.advanceTimersByTime(1)
  expect(stopping.isOver()).toBe(true)
})
