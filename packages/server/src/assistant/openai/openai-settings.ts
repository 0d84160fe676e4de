/** What is asked, where, and how much of it. */
export interface OpenAiSettings {
  /** Up to and without `/chat/completions`. */
  readonly baseUrl: string
  /** Null for a server that asks for none. Secret. */
  readonly apiKey: string | null
  readonly model: string
  /** Of an answer. */
  readonly maxOutputTokens: number
  /** Of everything that is sent, as it is estimated here. */
  readonly maxInputTokens: number
  /** From an answer's begin to the first thing that is heard of it, repetitions included. */
  readonly requestTimeoutMs: number
  /** Between two things that are heard of it. */
  readonly idleTimeoutMs: number
  /** Repetitions of one request. */
  readonly maxRetries: number
}

export const OPENAI_URL = 'https://api.openai.com/v1'

/** What holds unless the environment says otherwise. */
export const DEFAULT_MODEL_LIMITS: Pick<
  OpenAiSettings,
  'maxOutputTokens' | 'maxInputTokens' | 'requestTimeoutMs' | 'idleTimeoutMs' | 'maxRetries'
> = {
  maxOutputTokens: 1_000,
  maxInputTokens: 6_000,
  requestTimeoutMs: 30_000,
  idleTimeoutMs: 15_000,
  maxRetries: 2,
}
