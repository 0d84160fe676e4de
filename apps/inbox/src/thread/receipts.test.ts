import { expect, it } from 'vitest'
import { BUILT_AT, buildMessage } from '../testing/build.ts'
import { receiptsOf } from './receipts.ts'

const reply = (n: number) => buildMessage(n, { author_type: 'support', author_name: 'Maja' })
const MESSAGES = [
  buildMessage(1),
  reply(2),
  reply(3),
  buildMessage(4, { author_type: 'support', is_private: true }),
  reply(5),
  buildMessage(6),
]
const [two, three, five] = [2, 3, 5].map((n) => reply(n).id)

it.each([
  [0, [[five, 'read']]],
  [
    1,
    [
      [three, 'read'],
      [five, 'sent'],
    ],
  ],
  [
    2,
    [
      [two, 'read'],
      [five, 'sent'],
    ],
  ],
  [3, [[five, 'sent']]],
  [9, [[five, 'sent']]],
])(
  'where the visitor has not read %i, says so at the last one, and at the last that was',
  (unread, expected) => {
    expect([...receiptsOf(MESSAGES, { unread, lastAt: BUILT_AT })]).toEqual(expected)
  },
)

it('says nothing where nobody of the team has written', () => {
  expect(receiptsOf([buildMessage(1)], { unread: 0, lastAt: BUILT_AT }).size).toBe(0)
})

it('calls a reply sent, and not read, that is newer than what was counted', () => {
  const newer = { ...reply(7), created_at: new Date(Date.parse(BUILT_AT) + 1).toISOString() }
  expect([...receiptsOf([...MESSAGES, newer], { unread: 0, lastAt: BUILT_AT })]).toEqual([
    [five, 'read'],
    [newer.id, 'sent'],
  ])
})
