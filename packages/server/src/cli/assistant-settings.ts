/** Those environment variables that say who answers before a person does. */
import {
  DEFAULT_MODEL_LIMITS,
  OPENAI_URL,
  type OpenAiSettings,
} from '../assistant/openai/openai-settings.ts'
import { CommandError } from './command-error.ts'
import { parseWhole } from './parse-whole.ts'

/** `knowledge` quotes the help articles; `openai` lets a model speak from them; `none`: people alone. */
export type AssistantSettings =
  | { readonly kind: 'knowledge' }
  | { readonly kind: 'none' }
  | { readonly kind: 'openai'; readonly openai: OpenAiSettings }

/** The answer of `--help` about them. */
export const ASSISTANT_HELP: string = `  ASSISTANT                 Who answers before a person does: knowledge quotes the help articles
                            (the default), openai lets a language model speak from them, none.
  OPENAI_BASE_URL           Any endpoint compatible with OpenAI's. Default ${OPENAI_URL}
  OPENAI_API_KEY            Its key. Needed at the default address.
  OPENAI_MODEL              The model's name there. Needed.
  OPENAI_MAX_OUTPUT_TOKENS  Of an answer. Default ${DEFAULT_MODEL_LIMITS.maxOutputTokens}.
  OPENAI_MAX_INPUT_TOKENS   Of articles and conversation that are sent. Default ${DEFAULT_MODEL_LIMITS.maxInputTokens}.
  OPENAI_TIMEOUT_MS         Until something is heard of an answer. Default ${DEFAULT_MODEL_LIMITS.requestTimeoutMs}.
  OPENAI_IDLE_TIMEOUT_MS    Silence in the middle of one. Default ${DEFAULT_MODEL_LIMITS.idleTimeoutMs}.
  OPENAI_MAX_RETRIES        Repetitions of a request that failed. Default ${DEFAULT_MODEL_LIMITS.maxRetries}.
`

const MAX_TOKENS = 1_000_000
const MAX_TIMEOUT_MS = 300_000

/**
 * @param read gives the value of a variable, null for one that is not set
 * @throws CommandError for a value that cannot be used
 */
export function readAssistantSettings(read: (name: string) => string | null): AssistantSettings {
  const kind = read('ASSISTANT') ?? 'knowledge'
  if (kind === 'knowledge' || kind === 'none') return { kind }
  if (kind !== 'openai') throw new CommandError('ASSISTANT must be knowledge, openai or none.')
  const whole = (name: string, range: { from: number; to: number }): number | null => {
    const text = read(name)
    return text === null ? null : parseWhole(name, text, range)
  }
  const baseUrl = parseBaseUrl(read('OPENAI_BASE_URL') ?? OPENAI_URL)
  const apiKey = read('OPENAI_API_KEY')
  if (apiKey === null && baseUrl === OPENAI_URL) {
    throw new CommandError('ASSISTANT=openai needs OPENAI_API_KEY, or another OPENAI_BASE_URL.')
  }
  // Printable and ASCII, since it travels in a header. It is not shown: it may be a key after all.
  if (apiKey !== null && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new CommandError('OPENAI_API_KEY has a character that no key has.')
  }
  const model = read('OPENAI_MODEL')
  if (model === null) throw new CommandError('ASSISTANT=openai needs OPENAI_MODEL.')
  const defaults = DEFAULT_MODEL_LIMITS
  const tokens = { from: 100, to: MAX_TOKENS }
  const time = { from: 100, to: MAX_TIMEOUT_MS }
  return {
    kind,
    openai: {
      baseUrl,
      apiKey,
      model,
      maxOutputTokens: whole('OPENAI_MAX_OUTPUT_TOKENS', tokens) ?? defaults.maxOutputTokens,
      maxInputTokens:
        whole('OPENAI_MAX_INPUT_TOKENS', { ...tokens, from: 1_000 }) ?? defaults.maxInputTokens,
      requestTimeoutMs: whole('OPENAI_TIMEOUT_MS', time) ?? defaults.requestTimeoutMs,
      idleTimeoutMs: whole('OPENAI_IDLE_TIMEOUT_MS', time) ?? defaults.idleTimeoutMs,
      maxRetries: whole('OPENAI_MAX_RETRIES', { from: 0, to: 10 }) ?? defaults.maxRetries,
    },
  }
}

/** Without a slash at its end, and without a password: that would get into log lines. */
function parseBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isHttp = url !== null && /^https?:$/.test(url.protocol)
  if (!isHttp || url.username !== '' || url.password !== '' || url.search + url.hash !== '') {
    throw new CommandError('OPENAI_BASE_URL must be like https://llm.example.com/v1.')
  }
  return url.href.replace(/\/+$/, '')
}
