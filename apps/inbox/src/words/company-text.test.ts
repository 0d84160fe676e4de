import { expect, it } from 'vitest'
import { companionText } from './company-text.ts'

it('tells a reply from a note, and a visitor from a colleague', () => {
  const at = { conversation: 'c', who: 'x' }
  const text = (
    by: 'visitor' | 'agent',
    doing: 'writing' | 'noting' | 'looking',
    name: string | null,
  ) => companionText({ ...at, by, doing, name }, 'Ada Lund')
  expect([
    text('visitor', 'writing', null),
    text('agent', 'writing', 'Ben'),
    text('agent', 'noting', 'Ben'),
    text('agent', 'looking', null),
  ]).toEqual([
    'Ada Lund is typing',
    'Ben is writing a reply',
    'Ben is writing a note',
    'A colleague is looking at this',
  ])
})
