/** The assistant that the environment asks for. */
import { systemClock } from '@porchlight/protocol'
import type { Assistant } from '../assistant/assistant.ts'
import type { HelpSection } from '../assistant/help-sections.ts'
import { createKnowledgeAssistant } from '../assistant/knowledge.ts'
import { createSectionSearch } from '../assistant/section-search.ts'
import type { Log } from '../server-options.ts'
import type { AssistantSettings } from './assistant-settings.ts'

/** Sections that one message is answered from at most. */
const MAX_SECTIONS = 6

/**
 * @param sections what the site knows; null without a folder of articles
 * @returns null when people answer from the start
 */
export async function createAssistant(
  settings: AssistantSettings,
  { sections, log }: { readonly sections: readonly HelpSection[] | null; readonly log: Log },
): Promise<Assistant | null> {
  if (settings.kind === 'none') return null
  if (settings.kind === 'knowledge') {
    return sections && createKnowledgeAssistant({ sections, clock: systemClock })
  }
  const index = createSectionSearch(sections ?? [])
  // Not before it is asked for: the SDK is as large as all the rest of the server.
  const { createOpenAiAssistant } = await import('../assistant/openai/openai-assistant.ts')
  return createOpenAiAssistant({
    settings: settings.openai,
    search: async (question) => index.search(question, MAX_SECTIONS).map(({ section }) => section),
    clock: systemClock,
    log,
    chance: Math.random,
  })
}
