/**
 * The assistant that lets a language model speak, behind any endpoint that is compatible with OpenAI's:
 * from the site's help articles, with its sources, and without any tool.
 */
import type { Clock } from '@porchlight/protocol'
import type { HelpSection } from '../../knowledge/help-sections.ts'
import type { Log } from '../../server-options.ts'
import { asksForPerson } from '../asks-for-person.ts'
import type { Assistant, AssistantSite, AssistantStep, AssistantTurn } from '../assistant.ts'
import { citationOf } from '../citation-of.ts'
import { type Asking, backSentence, handOverSentence } from '../hand-over-sentence.ts'
import { type ModelObserver, NO_OBSERVER } from '../model-observer.ts'
import { quoteSummary, withoutLinks } from '../quote-summary.ts'
import { createChatModel } from './chat-model.ts'
import { isLasting, ModelFailure } from './model-failure.ts'
import type { OpenAiSettings } from './openai-settings.ts'
import { composePrompt } from './prompt.ts'
import { createMarkReader } from './read-marks.ts'
import { composeSummaryPrompt } from './summary-prompt.ts'

export interface OpenAiPorts {
  readonly settings: OpenAiSettings
  /** What a site knows about a question, the best first. */
  readonly search: (question: string, site: AssistantSite) => Promise<readonly HelpSection[]>
  /** Whether a site has no article at all: then people answer. */
  readonly isEmpty: (site: AssistantSite) => Promise<boolean>
  readonly clock: Clock
  readonly log: Log
  /** From 0 to below 1. */
  readonly chance: () => number
}

/** Sections that a model is shown at most. */
const MAX_SECTIONS = 6
/** Questions that were sent together and are searched for; of more, the newest. */
const MAX_QUESTIONS = 5

export function createOpenAiAssistant({
  settings,
  search,
  isEmpty,
  clock,
  log,
  chance,
}: OpenAiPorts): Assistant {
  let observer: ModelObserver = NO_OBSERVER
  const model = createChatModel({ settings, clock, chance, observer: () => observer })

  async function* answer(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
    site: AssistantSite,
  ): AsyncGenerator<AssistantStep> {
    const open = openQuestions(history)
    const asking: Asking = { questions: open, away: site.away, nowMs: clock.now() }
    // Whoever asks for a suggestion is that person.
    if (site.isForTeam !== true && open.some(asksForPerson)) {
      yield* handOver(handOverSentence('visitorRequest', asking), 'visitor_request')
      return
    }
    // Nobody has written what it could say, and no text leaves for a model that would guess.
    if (await isEmpty(site)) {
      yield { kind: 'hand_over', reason: 'no_articles' }
      return
    }
    let hasSpoken = false
    try {
      for await (const step of speak(
        history,
        { found: await findSections(history, site), asking },
        signal,
      )) {
        hasSpoken = true
        yield step
      }
    } catch (cause) {
      if (hasSpoken || !(cause instanceof ModelFailure)) throw cause
      if (cause.kind === 'filtered')
        yield* handOver(handOverSentence('unknown', asking), 'no_answer')
      else if (isLasting(cause.kind)) {
        log.error('model_refused', toldToOperator(cause))
        yield* handOver(handOverSentence('unavailable', asking), 'assistant_unavailable')
      } else throw cause
    }
  }

  async function* speak(
    history: readonly AssistantTurn[],
    { found, asking }: { readonly found: readonly HelpSection[]; readonly asking: Asking },
    signal: AbortSignal,
  ): AsyncGenerator<AssistantStep> {
    const { messages, sections } = composePrompt(history, found, settings.maxInputTokens)
    const marks = createMarkReader(sections.length)
    const cited = new Set<number>()
    let hasWords = false
    let reason: string | null = null
    function* toSteps(marked: ReturnType<typeof marks.push>): Generator<AssistantStep> {
      for (const mark of marked) {
        if (mark.kind === 'person') reason = reasonOf(mark.reason)
        else if (mark.kind === 'text') {
          hasWords ||= mark.text.trim() !== ''
          yield mark
        } else {
          const section = sections[mark.number - 1]
          if (section === undefined || cited.has(mark.number)) continue
          cited.add(mark.number)
          yield { kind: 'citation', citation: citationOf(section) }
        }
      }
    }
    for await (const text of model.say(messages, signal)) yield* toSteps(marks.push(text))
    if (signal.aborted) return
    yield* toSteps(marks.end())
    if (reason === null && !hasWords) throw new ModelFailure('empty')
    if (reason === null) return
    // Whatever a model promises, it does not know the hours.
    const back = backSentence(asking)
    if (!hasWords) yield { kind: 'text', text: handOverSentence('unknown', asking) }
    else if (back !== null) yield { kind: 'text', text: `\n\n${back}` }
    yield { kind: 'hand_over', reason }
  }

  /** A model that fails here is not worth a thread without a summary. */
  async function summarise(
    history: readonly AssistantTurn[],
    signal: AbortSignal,
    site: AssistantSite,
  ): Promise<string> {
    if (site.isQuotaSpent === true || (await isEmpty(site))) return quoteSummary(history)
    const messages = composeSummaryPrompt(history, settings.maxInputTokens)
    let text = ''
    try {
      for await (const words of model.say(messages, signal)) text += words
      return withoutLinks(text)
    } catch (cause) {
      if (!(cause instanceof ModelFailure)) throw cause
      log.error('model_summary_failed', toldToOperator(cause))
      return quoteSummary(history)
    }
  }

  /** "And to Norway?" says little without the question before it. */
  async function findSections(
    history: readonly AssistantTurn[],
    site: AssistantSite,
  ): Promise<readonly HelpSection[]> {
    const said = history.filter(({ author }) => author === 'visitor').map(({ content }) => content)
    const open = openQuestions(history)
    const before = said.slice(0, said.length - open.length).slice(-1)
    const asked = [...open.toReversed().slice(0, MAX_QUESTIONS), ...before]
    const found: HelpSection[] = []
    // One after the other: a visitor is not to take all connections to the database.
    for (const question of asked) found.push(...(await search(question, site)))
    const byId = new Map(found.map((section) => [section.id, section]))
    return [...byId.values()].slice(0, MAX_SECTIONS)
  }

  function toldToOperator({ kind, status }: ModelFailure): Record<string, unknown> {
    const { host } = new URL(settings.baseUrl)
    return {
      reason: kind,
      status,
      model: settings.model,
      host,
      next: NEXT_STEPS[kind] ?? 'see its documentation',
    }
  }

  return {
    answer,
    summarise,
    observe(next) {
      observer = next
    },
  }
}

const NEXT_STEPS: Partial<Record<ModelFailure['kind'], string>> = {
  unauthorised: 'check OPENAI_API_KEY and OPENAI_BASE_URL',
  unknown_model: 'check OPENAI_MODEL and OPENAI_BASE_URL',
  out_of_quota: 'the account behind OPENAI_API_KEY has nothing left to spend',
  refused: 'check OPENAI_MODEL and the limits: the endpoint does not take the request',
}

function openQuestions(history: readonly AssistantTurn[]): readonly string[] {
  const last = history.findLastIndex(({ author }) => author !== 'visitor')
  return history.slice(last + 1).map(({ content }) => content)
}

/** A closed set: what a model writes there is shown to the team, and counted. */
function reasonOf(text: string): string {
  return text === 'visitor_request' ? text : 'no_answer'
}

function* handOver(text: string, reason: string): Generator<AssistantStep> {
  yield { kind: 'text', text }
  yield { kind: 'hand_over', reason }
}
