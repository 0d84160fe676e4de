/** One frame of a streamed answer, as far as it concerns us. */
import { ModelFailure } from './model-failure.ts'

export interface AnswerChunk {
  /** Empty where the model only thinks, or tells of something else. */
  readonly text: string
  /** Why the answer ends with this frame; null when it goes on. */
  readonly finish: string | null
  readonly usage: TokenUsage | null
}

/** What a request has cost, as the server counts. */
export interface TokenUsage {
  readonly input: number
  readonly output: number
}

/** @throws ModelFailure `malformed` for a frame that is none */
export function readChunk(chunk: unknown): AnswerChunk {
  const { choices, usage } = asRecord(chunk) ?? {}
  const used = readUsage(usage)
  // With usage asked for, the last frame has no choice; a server that filters tells of it in the first.
  if (!Array.isArray(choices)) {
    if (used === null) throw new ModelFailure('malformed')
    return { text: '', finish: null, usage: used }
  }
  const choice = asRecord(choices[0])
  const { content, refusal } = asRecord(choice?.delta) ?? {}
  const finish = choice?.finish_reason
  return {
    text: textOf(content) + textOf(refusal),
    finish: typeof finish === 'string' ? finish : null,
    usage: used,
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  throw new ModelFailure('malformed')
}

function readUsage(value: unknown): TokenUsage | null {
  const usage = asRecord(value)
  if (usage === null) return null
  return { input: toCount(usage.prompt_tokens), output: toCount(usage.completion_tokens) }
}

/** A counter that went down, or to infinity, would be worse than one that misses something. */
function toCount(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}
