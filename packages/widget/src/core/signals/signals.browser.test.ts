/** In a real browser: titles, locks and sounds are its own. */
import { afterEach, describe, expect, it } from 'vitest'
import { createEvents } from '../../api/events.ts'
import { badgeTitle } from './badge-title.ts'
import { chime } from './chime.ts'
import { claim } from './claim.ts'

const settled = () => new Promise((done) => setTimeout(done))
let undo = (): void => undefined

afterEach(() => undo())

describe('the title of the page', () => {
  it('has the number before it, whatever the page makes of it, and gets itself back', async () => {
    document.title = '(2) Lamps'
    const events = createEvents(new EventTarget(), () => undefined)
    const seen: string[] = []
    undo = badgeTitle(events, 0)
    const unread = async (count: number): Promise<void> => {
      events.emit('unread-changed', { unread: count })
      await settled()
      seen.push(document.title)
    }
    await unread(1)
    await unread(120)
    document.title = 'A lamp'
    await settled()
    seen.push(document.title)
    await unread(0)
    await unread(3)
    undo()
    seen.push(document.title)
    expect(seen).toEqual([
      '(1) (2) Lamps',
      '(99+) (2) Lamps',
      '(99+) A lamp',
      'A lamp',
      '(3) A lamp',
      'A lamp',
    ])
  })
})

describe('two chats on one page', () => {
  it('have one number before the title', async () => {
    document.title = 'Lamps'
    const [one, two] = [0, 1].map(() => createEvents(new EventTarget(), () => undefined))
    if (one === undefined || two === undefined) throw new Error('no chats')
    const undos = [badgeTitle(one, 2), badgeTitle(two, 0)]
    two.emit('unread-changed', { unread: 3 })
    await settled()
    const both = document.title
    undos[0]?.()
    const left = document.title
    undos[1]?.()
    expect([both, left, document.title]).toEqual(['(5) Lamps', '(3) Lamps', 'Lamps'])
  })
})

describe('a claim', () => {
  it('is granted to one of those who make it', async () => {
    const name = `claim-${crypto.randomUUID()}`
    const granted = await Promise.all([claim(name), claim(name), claim(name)])
    expect(granted.filter(Boolean)).toEqual([true])
  })
})

describe('the sound', () => {
  it('ends, whether the browser lets it be heard or not', async () => {
    await expect(chime()).resolves.toBeUndefined()
  })
})
