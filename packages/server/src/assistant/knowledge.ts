/**
 * The assistant that needs no network: it answers from the site's help articles, word for word,
 * names the source, and hands over to a person when it has nothing to say.
 */
import type { Clock } from '@porchlight/protocol'
import { asksForPerson } from './asks-for-person.ts'
import type { Assistant, AssistantStep, AssistantTurn } from './assistant.ts'
import { citationOf } from './citation-of.ts'
import type { HelpSection } from './help-sections.ts'
import { pacedWords } from './paced-words.ts'
import { searchTerms } from './search-terms.ts'
import { createSectionSearch, type SectionHit } from './section-search.ts'

/** What the knowledge assistant works with. */
export interface KnowledgeOptions {
  readonly sections: readonly HelpSection[]
  readonly clock: Pick<Clock, 'setTimeout'>
  /** Milliseconds between two words of an answer. Default {@link DEFAULT_MS_PER_WORD}. */
  readonly msPerWord?: number
}

/** About 35 words a second: faster than anyone reads, slow enough to see that it is being written. */
export const DEFAULT_MS_PER_WORD = 28

/** Below this share of the question's subject, a section is no answer at all. */
const MIN_COVERAGE = 0.5
/** Below this share, the answer comes with the offer of a person. */
const SURE_COVERAGE = 0.7
/** Several questions sent together are answered together, but an answer stays readable. */
const MAX_SECTIONS = 3

// Plain sentences of the assistant's own; everything else it says stands in an article.
const SENTENCES = {
  visitorRequest:
    'A person from our team will answer you here. You can close the chat; the answer will be waiting.',
  noAnswer:
    'I found nothing about this in our help pages, so a person will answer you here. You can close the chat; the answer will be waiting.',
  weakMatch:
    'This may not be quite what you asked. If it is not, write “person” and someone from our team takes over.',
  greeting: 'What would you like to know? I answer from our help pages.',
  goodbye: 'All right. Write again whenever you have a question.',
}

/**
 * Answers what the visitor wrote since the last turn of someone else: the best section for each
 * message that has one. Never throws; ends early when the signal is aborted.
 */
export function createKnowledgeAssistant(options: KnowledgeOptions): Assistant {
  const search = createSectionSearch(options.sections)
  const pace = { clock: options.clock, msPerWord: options.msPerWord ?? DEFAULT_MS_PER_WORD }

  async function* answer(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
  ): AsyncGenerator<AssistantStep> {
    const firstOpen = history.findLastIndex((turn) => turn.author !== 'visitor') + 1
    const messages = history.slice(firstOpen).map((turn) => turn.content)
    for (const step of plan(messages, firstOpen === 0)) {
      if (step.kind === 'text') {
        for await (const text of pacedWords(step.text, pace, signal)) yield { kind: 'text', text }
      } else if (!signal.aborted) {
        yield step
      }
    }
  }

  /** The whole answer, before its text is paced. */
  function plan(messages: readonly string[], isFirst: boolean): readonly AssistantStep[] {
    if (messages.some(asksForPerson)) return handOver(SENTENCES.visitorRequest, 'visitor_request')
    if (messages.every((message) => searchTerms(message).length === 0)) {
      return [{ kind: 'text', text: isFirst ? SENTENCES.greeting : SENTENCES.goodbye }]
    }
    const hits = findHits(messages)
    return hits.length === 0 ? handOver(SENTENCES.noAnswer, 'no_answer') : quote(hits)
  }

  function findHits(messages: readonly string[]): readonly SectionHit[] {
    const hitsById = new Map<string, SectionHit>()
    for (const message of messages) {
      const hit = search.find(message)
      if (hit !== null && hit.coverage >= MIN_COVERAGE) hitsById.set(hit.section.id, hit)
    }
    return [...hitsById.values()].slice(-MAX_SECTIONS)
  }

  return { answer }
}

function quote(hits: readonly SectionHit[]): readonly AssistantStep[] {
  const isSure = hits.every((hit) => hit.coverage >= SURE_COVERAGE)
  return [
    { kind: 'text', text: hits.map((hit) => hit.section.body).join('\n\n') },
    ...hits.map((hit): AssistantStep => ({ kind: 'citation', citation: citationOf(hit.section) })),
    ...(isSure ? [] : [{ kind: 'text' as const, text: `\n\n${SENTENCES.weakMatch}` }]),
  ]
}

function handOver(text: string, reason: string): readonly AssistantStep[] {
  return [
    { kind: 'text', text },
    { kind: 'hand_over', reason },
  ]
}
