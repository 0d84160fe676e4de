import { expect, it } from 'vitest'
import type { Draft } from './drafts.ts'
import { type Here, meet, meetUnsent, type Step } from './meeting.ts'
import { OTHER_TAB_MS } from './reply-state.ts'

const NOW = 1_000_000
const fresh = { until: NOW, ticketNumber: 12 }
const old = { until: NOW - OTHER_TAB_MS - 1, ticketNumber: 12 }

/** `T` stands here, and was written here over `O`. */
const buildHere = (more: Partial<Here> = {}): Here => ({
  text: 'T',
  isPrivate: false,
  kind: 'idle',
  meant: null,
  isWritten: true,
  over: 'O',
  ...more,
})
const buildDraft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  isPrivate: false,
  key: null,
  isTried: false,
  sources: [],
  meant: null,
  over: '',
  ...more,
})

const HERE: Readonly<Record<string, Here>> = {
  shown: buildHere({ isWritten: false, over: 'T' }),
  written: buildHere(),
  held: buildHere({ kind: 'held', meant: fresh }),
  sending: buildHere({ kind: 'sending', meant: fresh }),
  failed: buildHere({ kind: 'failed', meant: fresh }),
}

interface Row {
  readonly what: string
  readonly now: Draft | null
  readonly was?: Draft
  /** Where it is shown, written, held, being sent, and failed. */
  readonly steps: readonly Step[]
}

const ROWS: readonly Row[] = [
  {
    what: 'nothing, after it was sent or emptied',
    now: null,
    was: buildDraft('T'),
    steps: ['take', 'take', 'take', 'stay', 'take'],
  },
  {
    what: 'nothing, after what has come of it was sent',
    now: null,
    was: buildDraft('T2', { over: 'T' }),
    steps: ['take', 'take', 'take', 'stay', 'take'],
  },
  {
    what: 'nothing, after another was sent',
    now: null,
    was: buildDraft('A'),
    steps: ['take', 'keep', 'keep', 'keep', 'keep'],
  },
  {
    what: 'nothing, after all was forgotten',
    now: null,
    steps: ['take', 'keep', 'keep', 'keep', 'keep'],
  },
  {
    what: 'the same, meant as it is here',
    now: buildDraft('T', { meant: fresh }),
    steps: ['take', 'take', 'stay', 'stay', 'stay'],
  },
  {
    what: 'the same, undone',
    now: buildDraft('T'),
    steps: ['take', 'take', 'take', 'stay', 'take'],
  },
  {
    what: 'what has come of it',
    now: buildDraft('T2', { over: 'T' }),
    steps: ['take', 'take', 'take', 'stay', 'take'],
  },
  {
    what: 'what it has come of',
    now: buildDraft('O'),
    steps: ['take', 'stay', 'stay', 'stay', 'stay'],
  },
  {
    what: 'another',
    now: buildDraft('A'),
    steps: ['take', 'join', 'stay', 'stay', 'join'],
  },
  {
    what: 'another on its way',
    now: buildDraft('A', { meant: fresh }),
    steps: ['take', 'stay', 'stay', 'stay', 'stay'],
  },
  {
    what: 'another that was left',
    now: buildDraft('A', { meant: old }),
    steps: ['take', 'join', 'stay', 'stay', 'join'],
  },
]

it.each(ROWS)('knows what to do when it finds $what', ({ now, was = null, steps }) => {
  const done = Object.values(HERE).map((here) => meet(here, { now, was, nowMs: NOW }))
  expect(done).toEqual(steps)
})

it.each([
  ['nothing', null, 'keep'],
  ['the same', buildDraft('T'), 'stay'],
  ['what has come of it', buildDraft('T2', { over: 'T' }), 'join'],
  ['another', buildDraft('A'), 'join'],
  ['another on its way', buildDraft('A', { meant: fresh }), 'stay'],
])('knows what to do when it could not be sent and finds %s', (_what, now, step) => {
  const here = buildHere({ kind: 'sending', meant: fresh })
  expect(meetUnsent(here, { now, nowMs: NOW })).toBe(step)
})

it('takes anything where nothing stands', () => {
  const empty = buildHere({ text: '' })
  const found = [buildDraft('A'), buildDraft('A', { meant: fresh })]
  expect(found.map((now) => meet(empty, { now, was: null, nowMs: NOW }))).toEqual(['take', 'take'])
})
