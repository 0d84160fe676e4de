import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildThread, createFakeSync } from '../../test/fake-sync.ts'
import {
  consentKey,
  detailsKey,
  draftsKey,
  EXPECTING_MS,
  hasWork,
  helpedKey,
  markKey,
} from '../loader/mark.ts'
import { keepMark } from './keep-mark.ts'

const read = () => localStorage.getItem(markKey('t'))

beforeEach(() => localStorage.clear())
afterEach(() => {
  vi.useRealTimers()
})

describe('the mark for the next page', () => {
  it('is not there for somebody who only looked', () => {
    keepMark(createFakeSync().sync, 't')
    expect(read()).toBe(null)
  })

  it('says that messages wait', () => {
    const fake = createFakeSync()
    keepMark(fake.sync, 't')
    fake.setStatus({ waiting: 1 })
    expect([read(), hasWork('t')]).toEqual(['Infinity', true])
  })

  it('says for seven days after the last activity that an answer may come', () => {
    vi.useFakeTimers()
    const fake = createFakeSync()
    const lastMessageAt = '2026-03-04T10:00:00.000Z'
    fake.setThreads([buildThread({ lastMessageAt })])
    keepMark(fake.sync, 't')
    const until = Date.parse(lastMessageAt) + EXPECTING_MS
    const known = [until - 1, until].map((now) => {
      vi.setSystemTime(now)
      return hasWork('t')
    })
    expect([read(), known]).toEqual([String(until), [true, false]])
  })

  it('goes with everything else of a visitor who signs out', () => {
    const fake = createFakeSync()
    keepMark(fake.sync, 't')
    fake.setStatus({ waiting: 1 })
    for (const keyOf of [consentKey, draftsKey, detailsKey, helpedKey])
      localStorage.setItem(keyOf('t'), 'x')
    localStorage.setItem('cart', '3 lamps')
    fake.setStatus({ waiting: 0, trouble: 'signed_out' })
    expect({ ...localStorage }).toEqual({ cart: '3 lamps' })
  })

  it('belongs to one token', () => {
    localStorage.setItem(markKey('t'), 'Infinity')
    expect([hasWork('t'), hasWork('other')]).toEqual([true, false])
  })

  it.each(['later:1', 'pending', '', '{}'])('is nothing where it is not understood: %j', (mark) => {
    localStorage.setItem(markKey('t'), mark)
    expect(hasWork('t')).toBe(false)
  })
})
