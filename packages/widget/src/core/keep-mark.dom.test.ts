import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildThread, createFakeSync } from '../../test/fake-sync.ts'
import {
  consentKey,
  detailsKey,
  draftsKey,
  EXPECTING_MS,
  findWork,
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

  it('says that messages wait', async () => {
    const fake = createFakeSync()
    keepMark(fake.sync, 't')
    fake.setStatus({ waiting: 1 })
    expect([read(), await findWork('t')]).toEqual(['Infinity', true])
  })

  it('says for seven days after the last activity that an answer may come', async () => {
    vi.useFakeTimers()
    const fake = createFakeSync()
    const lastMessageAt = '2026-03-04T10:00:00.000Z'
    fake.setThreads([buildThread({ lastMessageAt })])
    keepMark(fake.sync, 't')
    const until = Date.parse(lastMessageAt) + EXPECTING_MS
    vi.setSystemTime(until - 1)
    const before = await findWork('t')
    vi.setSystemTime(until)
    expect([read(), before, await findWork('t')]).toEqual([String(until), true, false])
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

  it('belongs to one token', async () => {
    localStorage.setItem(markKey('t'), 'Infinity')
    expect([await findWork('t'), await findWork('other')]).toEqual([true, false])
  })

  it.each(['later:1', 'pending', '', '{}'])(
    'is nothing where it is not understood: %j',
    async (mark) => {
      localStorage.setItem(markKey('t'), mark)
      expect(await findWork('t')).toBe(false)
    },
  )
})
