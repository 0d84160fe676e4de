/**
 * The assistant that needs no network: it answers from the site's help articles, word for word,
 * names the source, and hands over to a person when it has nothing to say.
 */
import type { Clock } from '@porchlight/protocol'
import type { KnowledgeHit, KnowledgeIndex } from '../knowledge/knowledge-index.ts'
import { LANGUAGES } from '../knowledge/language.ts'
import { searchTerms } from '../knowledge/search-terms.ts'
import { asksForPerson, withoutWish } from './asks-for-person.ts'
import type { Assistant, AssistantSite, AssistantStep, AssistantTurn } from './assistant.ts'
import { citationOf } from './citation-of.ts'
import { handOverSentence } from './hand-over-sentence.ts'
import { sentencesFor } from './own-sentences.ts'
import { pacedWords } from './paced-words.ts'
import { quoteSummary } from './quote-summary.ts'

/** What the knowledge assistant works with. */
export interface KnowledgeOptions {
  readonly knowledge: Pick<KnowledgeIndex, 'search' | 'isEmpty'>
  readonly clock: Pick<Clock, 'setTimeout' | 'now'>
  /** Milliseconds between two words of an answer. Default {@link DEFAULT_MS_PER_WORD}. */
  readonly msPerWord?: number
}

/** About 35 words a second: faster than anyone reads, slow enough to see that it is being written. */
const DEFAULT_MS_PER_WORD = 28

/** Below this share of the question's subject, a section is no answer at all. */
const MIN_COVERAGE = 0.5
/** The same for one whose title or heading names what is asked about. */
const MIN_NAMED_COVERAGE = 0.25
/** Below this share, the answer comes with the offer of a person. */
const SURE_COVERAGE = 0.7
/** Several questions sent together are answered together, but an answer stays readable. */
const MAX_SECTIONS = 3
/** Each is a search, and whoever sends fifty at once is not answered fifty times. */
const MAX_QUESTIONS = 5

/**
 * Answers what the visitor wrote since the last turn of someone else: the best section for each
 * message that has one. Never throws; ends early when the signal is aborted.
 */
export function createKnowledgeAssistant(options: KnowledgeOptions): Assistant {
  const { knowledge } = options
  const pace = { clock: options.clock, msPerWord: options.msPerWord ?? DEFAULT_MS_PER_WORD }

  async function* answer(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
    site: AssistantSite,
  ): AsyncGenerator<AssistantStep> {
    const firstOpen = history.findLastIndex((turn) => turn.author !== 'visitor') + 1
    const messages = history.slice(firstOpen).map((turn) => turn.content)
    for (const step of await plan(messages, { site, isFirst: firstOpen === 0 })) {
      if (step.kind === 'text' && site.isForTeam !== true) {
        for await (const text of pacedWords(step.text, pace, signal)) yield { kind: 'text', text }
      } else if (!signal.aborted) {
        yield step
      }
    }
  }

  /** The whole answer, before its text is paced. */
  async function plan(
    messages: readonly string[],
    { site, isFirst }: { readonly site: AssistantSite; readonly isFirst: boolean },
  ): Promise<readonly AssistantStep[]> {
    const { project, away, isForTeam = false } = site
    const sentences = sentencesFor(messages)
    const asking = { questions: messages, away, nowMs: options.clock.now() }
    // Whoever asks for a suggestion is that person.
    if (!isForTeam && messages.some(asksForPerson))
      return handOver(handOverSentence('visitorRequest', asking), 'visitor_request')
    // Nobody has written what it could say: people answer, as if there were no assistant.
    if (await knowledge.isEmpty(project)) return [{ kind: 'hand_over', reason: 'no_articles' }]
    if (messages.every(saysNothing)) {
      return [{ kind: 'text', text: isFirst ? sentences.greeting : sentences.goodbye }]
    }
    const asked = isForTeam ? messages.map(withoutWish) : messages
    const hits = await findHits(asked, project)
    if (hits.length === 0) return handOver(handOverSentence('nothingFound', asking), 'no_answer')
    return quote(hits, isForTeam ? null : sentences.weakMatch)
  }

  async function findHits(
    messages: readonly string[],
    project: number,
  ): Promise<readonly KnowledgeHit[]> {
    const hitsById = new Map<string, KnowledgeHit>()
    for (const text of messages.slice(-MAX_QUESTIONS)) {
      const [hit] = await knowledge.search({ project, text, limit: 1 })
      if (hit !== undefined && isAnswer(hit)) hitsById.set(hit.section.body, hit)
    }
    return [...hitsById.values()].slice(-MAX_SECTIONS)
  }

  return { answer, summarise: async (history) => quoteSummary(history) }
}

function isAnswer({ coverage, isNamed }: KnowledgeHit): boolean {
  return coverage >= (isNamed ? MIN_NAMED_COVERAGE : MIN_COVERAGE)
}

function saysNothing(message: string): boolean {
  return LANGUAGES.some((language) => searchTerms(message, language).length === 0)
}

/** @param weakMatch is said behind what may not be it */
function quote(hits: readonly KnowledgeHit[], weakMatch: string | null): readonly AssistantStep[] {
  const isSure = weakMatch === null || hits.every((hit) => hit.coverage >= SURE_COVERAGE)
  return [
    // Before the words: a link in them to the page that they are from may stay one.  [SV174]
    ...hits.map((hit): AssistantStep => ({ kind: 'citation', citation: citationOf(hit.section) })),
    { kind: 'text', text: hits.map((hit) => hit.section.body).join('\n\n') },
    ...(isSure ? [] : [{ kind: 'text' as const, text: `\n\n${weakMatch}` }]),
  ]
}

function handOver(text: string, reason: string): readonly AssistantStep[] {
  return [
    { kind: 'text', text },
    { kind: 'hand_over', reason },
  ]
}
