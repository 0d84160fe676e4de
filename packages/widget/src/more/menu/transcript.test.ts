import { expect, it } from 'vitest'
import { buildMessage } from '../../../test/fake-sync.ts'
import { panelEn } from '../../i18n/en.ts'
import { writeTranscript } from './transcript.ts'

it('writes a conversation down with authors, times, sources and what was not sent', () => {
  const text = writeTranscript({
    title: 'Conversation with Shop, 2026-03-04',
    strings: panelEn,
    isWhole: true,
    messages: [
      buildMessage({ id: 'q', content: 'May I?\nReally?' }),
      buildMessage({
        id: 'a',
        author: 'assistant',
        content: '**Yes**.',
        citations: [
          { title: 'Returns', url: 'https://shop.example/r' },
          { title: 'Care', url: null },
        ],
      }),
      buildMessage({ id: 'r', author: 'agent', authorName: 'Maja', content: 'Hi' }),
      buildMessage({ id: 'w', content: 'And', delivery: { state: 'waiting', why: 'offline' } }),
    ],
  })
  expect(text).toBe(`# Conversation with Shop, 2026-03-04

**You**, 2026-03-04T10:42:00.000Z
May I?
Really?

**Assistant**, 2026-03-04T10:42:00.000Z
**Yes**.
- Returns: https://shop.example/r
- Care

**Maja**, 2026-03-04T10:42:00.000Z
Hi

**You**, 2026-03-04T10:42:00.000Z (Waiting, no connection)
And
`)
})

it('shows by dots that the beginning is not there', () => {
  const messages = [buildMessage({ id: 'q', content: 'May I?' })]
  const text = writeTranscript({ title: 'Shop', strings: panelEn, isWhole: false, messages })
  expect(text).toMatch(/^# Shop\n\n\[…\]\n\n\*\*You/)
})
