/** What an assistant would answer, for a person who then says it in their own name, or does not. */
import type { Clock, WireCitation } from '@porchlight/protocol'
import type { Log } from '../server-options.ts'
import type { Assistant, AssistantSite, AssistantStep, AssistantTurn } from './assistant.ts'
import { withinLimit } from './within-limit.ts'

/** A text with its sources, or why there is none. Never rejects. */
export type SuggestReply = (
  history: readonly AssistantTurn[],
  site: AssistantSite,
) => Promise<SuggestionOutcome>

/**
 * - `empty`: the assistant had nothing to say, or only asked for a person.
 * - `failed`: it threw, or took too long.
 */
export type SuggestionOutcome =
  | {
      readonly kind: 'suggestion'
      readonly text: string
      readonly citations: readonly WireCitation[]
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed' }

/** A person waits for it, with nothing to read meanwhile. */
export const SUGGESTION_LIMIT_MS = 30_000

/** @returns suggestions by an assistant; nothing of them is written down */
export function createSuggestReply({
  assistant,
  clock,
  log,
}: {
  readonly assistant: Assistant
  readonly clock: Clock
  readonly log: Log
}): SuggestReply {
  return async (history, site) => {
    try {
      const said = await withinLimit({ ms: SUGGESTION_LIMIT_MS, clock }, (signal) =>
        collect(assistant.answer(history, signal, { ...site, isForTeam: true }), signal),
      )
      if (said === null) throw new Error('the assistant took too long')
      return said.text === '' ? { kind: 'empty' } : { kind: 'suggestion', ...said }
    } catch (cause) {
      log.error('suggestion_failed', { cause })
      return { kind: 'failed' }
    }
  }
}

interface Said {
  readonly text: string
  readonly citations: readonly WireCitation[]
}

async function collect(steps: AsyncIterable<AssistantStep>, signal: AbortSignal): Promise<Said> {
  let text = ''
  const citations: WireCitation[] = []
  let handsOver = false
  for await (const step of steps) {
    if (signal.aborted) break
    if (step.kind === 'text') text += step.text
    else if (step.kind === 'citation') citations.push(step.citation)
    else handsOver = true
  }
  // "A person will answer you here" is nothing that this person could say.
  const isFounded = !handsOver || citations.length > 0
  return { text: isFounded ? text.trim() : '', citations }
}
