import { createManualClock } from '@porchlight/testkit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildThread, createFakeSync, THREAD_ID } from '../../../test/fake-sync.ts'
import { createTelling } from './telling.ts'

afterEach(() => vi.restoreAllMocks())

/** A visitor in front of a conversation that the server knows, at a server that hears. */
function sit() {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const fake = createFakeSync()
  const clock = createManualClock()
  const told: string[] = []
  fake.setStatus({ capabilities: ['activity'] })
  fake.setThread({ thread: buildThread() })
  const typed = createTelling({
    sync: fake.sync,
    clock,
    async tell(thread, doing) {
      told.push(`${doing} in ${thread}`)
      return { ok: false, error: { kind: 'offline', cause: null } }
    },
  })
  typed(THREAD_ID, '')
  return { fake, clock, told, typed }
}

const WRITING = `writing in ${THREAD_ID}`
const NONE = `none in ${THREAD_ID}`

describe('that the visitor writes is told', () => {
  it('once in 3 s while they do, and once when the text is gone', async () => {
    const { clock, told, typed } = sit()
    for (let letters = 1; letters <= 50; letters++) {
      typed(THREAD_ID, 'a'.repeat(letters))
      await clock.advance(100)
    }
    expect(told).toEqual([WRITING, WRITING])
    typed(THREAD_ID, '')
    typed(THREAD_ID, ' ')
    expect(told).toEqual([WRITING, WRITING, NONE])
  })

  it('and over without a word after a silence', async () => {
    const { clock, told, typed } = sit()
    typed(THREAD_ID, 'a')
    await clock.advance(6_000)
    typed(THREAD_ID, '')
    expect(told).toEqual([WRITING])
  })

  it('and over when they leave the conversation, whose draft is no writing', () => {
    const { told, typed } = sit()
    typed(THREAD_ID, 'a')
    typed(null, 'a')
    typed(THREAD_ID, 'a draft')
    expect(told).toEqual([WRITING, NONE])
  })

  it('never of what a hidden page or another tab writes', () => {
    const { told, typed } = sit()
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    typed(THREAD_ID, 'a')
    hidden.mockReturnValue(false)
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    typed(THREAD_ID, 'ab')
    expect(told).toEqual([])
  })

  it.each([
    ['offline', { connection: 'offline' }],
    ['at a server that does not know of it', { capabilities: [] }],
  ] as const)('to nobody %s, also later', (_, status) => {
    const { fake, told, typed } = sit()
    fake.setStatus(status)
    typed(THREAD_ID, 'a')
    fake.setStatus({ connection: 'online' })
    expect(told).toEqual([])
  })

  it('to nobody before the server knows of the conversation', () => {
    const { fake, told, typed } = sit()
    fake.setThread({ thread: null })
    typed(THREAD_ID, 'a')
    typed(null, 'ab')
    typed(null, 'abc')
    expect(told).toEqual([])
  })
})
