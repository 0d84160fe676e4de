import { OPENAI_URL, type OpenAiSettings } from './openai-settings.ts'

/** OpenAI's own newer models know the one name alone, many other servers only the other. */
export function outputLimit({
  baseUrl,
  maxOutputTokens,
}: Pick<OpenAiSettings, 'baseUrl' | 'maxOutputTokens'>): object {
  return baseUrl === OPENAI_URL
    ? { max_completion_tokens: maxOutputTokens }
    : { max_tokens: maxOutputTokens }
}
