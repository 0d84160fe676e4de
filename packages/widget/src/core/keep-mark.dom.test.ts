import { beforeEach, describe, expect, it } from 'vitest'
import { buildThread, createFakeSync } from '../../test/fake-sync.ts'
import { EXPECTING_MS, hasWork, markKey } from '../loader/mark.ts'
import { keepMark } from './keep-mark.ts'

const read = () => localStorage.getItem(markKey('t'))

beforeEach(() => localStorage.clear())

describe('the mark for the next page', () => {
  it('is not there for somebody who only looked', () => {
    keepMark(createFakeSync().sync, 't')
    expect(read()).toBe(null)
  })

  it('says that messages wait', () => {
    const fake = createFakeSync()
    keepMark(fake.sync, 't')
    fake.setStatus({ waiting: 1 })
    expect([read(), hasWork('t', 0)]).toEqual(['pending', true])
  })

  it('says for seven days after the last activity that an answer may come', () => {
    const fake = createFakeSync()
    const lastMessageAt = '2026-03-04T10:00:00.000Z'
    fake.setThreads([buildThread({ lastMessageAt })])
    keepMark(fake.sync, 't')
    const until = Date.parse(lastMessageAt) + EXPECTING_MS
    expect([read(), hasWork('t', until - 1), hasWork('t', until)]).toEqual([
      `expecting:${until}`,
      true,
      false,
    ])
  })

  it('belongs to one token', () => {
    localStorage.setItem(markKey('t'), 'pending')
    expect([hasWork('t', 0), hasWork('other', 0)]).toEqual([true, false])
  })

  it('is nothing where it is not understood', () => {
    localStorage.setItem(markKey('t'), 'later:1')
    expect(hasWork('t', 0)).toBe(false)
  })
})
