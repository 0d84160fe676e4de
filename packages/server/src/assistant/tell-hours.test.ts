import type { ManualClock } from '@porchlight/testkit'
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { changeWidgetSettings } from '../auth/widget-settings.ts'
import { parseHelpArticle } from '../knowledge/help-sections.ts'
import type { AssistantMaker } from '../server-options.ts'
import { readEvents } from '../testing/event-reader.ts'
import { inStore } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { createKnowledgeAssistant } from './knowledge.ts'

const knowing =
  (clock: ManualClock): AssistantMaker =>
  async ({ knowledge, project }) => {
    const place = { project, source: 'test', name: 'returns' }
    const article = parseHelpArticle('# Returns\n\nWithin 30 days.', { name: 'a', baseUrl: null })
    await knowledge.replace(place, article, 'hash')
    return createKnowledgeAssistant({ knowledge, clock, msPerWord: 0 })
  }

// The clock begins at noon on a Thursday.
it.each([
  ['14:00', 'a person will answer you here'],
  ['15:00', 'Our team is back today at 15:00 CET'],
])('[SV225] where people come at %s it says “%s”', async (opens, said) => {
  const clock = createManualClock(Date.parse('2026-01-01T13:30:00Z'))
  const { place, visitor } = await startTestServer({ assistant: knowing(clock), clock })
  const days = [null, null, null, [opens, '17:00'] as const, null, null, null]
  await inStore(place, (tx) =>
    changeWidgetSettings(tx, 1, { hours: { timeZone: 'Europe/Berlin', days } }),
  )
  const ada = await visitor()
  const answer = readEvents(await ada.stream(await ada.open(), 'Who was Ada Lovelace?'))
  expect(JSON.stringify(await answer.rest())).toContain(said)
})
