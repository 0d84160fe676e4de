import { expect, it } from 'vitest'
import { backSentence, handOverSentence } from './hand-over-sentence.ts'

const NOW = Date.parse('2026-01-16T18:00:00Z')
const MONDAY = Date.parse('2026-01-19T08:00:00Z')
const asking = (question: string, opensAtMs?: number | null) => ({
  questions: [question],
  nowMs: NOW,
  away: opensAtMs === undefined ? undefined : { opensAtMs, timeZone: 'Europe/Berlin' },
})

it('[SV225] promises a person where one may be there', () => {
  expect([
    handOverSentence('nothingFound', asking('Why is that so?')),
    handOverSentence('visitorRequest', asking('Ich möchte mit jemandem sprechen')),
    backSentence(asking('Why?')),
  ]).toEqual([
    'I found nothing about this in our help pages, so a person will answer you here. You can close the chat; the answer will be waiting.',
    'Jemand aus unserem Team antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
    null,
  ])
})

it.each([
  [
    'Why is that so?',
    MONDAY,
    'I do not know this. Our team is back on Monday 19 January at 09:00 CET and will answer you here. You can close the chat; the answer will be waiting.',
  ],
  [
    'Why is that so?',
    Date.parse('2026-01-16T21:30:00Z'),
    'I do not know this. Our team is back today at 22:30 CET and will answer you here. You can close the chat; the answer will be waiting.',
  ],
  [
    'Why is that so?',
    null,
    'I do not know this. Nobody of our team is here now; somebody will answer you here. You can close the chat; the answer will be waiting.',
  ],
  [
    'Warum ist das so und nicht anders?',
    MONDAY,
    'Das weiß ich nicht. Unser Team ist am Montag, 19. Januar um 09:00 MEZ wieder da und antwortet Ihnen hier. Sie können den Chat schließen; die Antwort wartet dann auf Sie.',
  ],
])('[SV225] says to %j when people are back, by the clock of the site', (question, at, said) => {
  expect(handOverSentence('unknown', asking(question, at))).toBe(said)
})
