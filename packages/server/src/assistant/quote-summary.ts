/** A summary that needs no model: what the visitor asked, and what was answered from. */
import { cutCharacters } from '../thread/scalars.ts'
import type { AssistantTurn } from './assistant.ts'

const MAX_QUESTIONS = 5
const QUESTION_MAX_CHARACTERS = 200

/** @returns markdown; empty when the visitor has said nothing */
export function quoteSummary(history: readonly AssistantTurn[]): string {
  const questions = history.filter(({ author }) => author === 'visitor')
  if (questions.length === 0) return ''
  const left = questions.length - MAX_QUESTIONS
  const sources = new Set(history.flatMap((turn) => turn.sources ?? []))
  return [
    '**The visitor wrote**',
    '',
    ...(left > 0 ? [`- … (${left} more before)`] : []),
    ...questions.slice(-MAX_QUESTIONS).map(({ content }) => `- ${quote(content)}`),
    '',
    sources.size === 0
      ? '**Answered from** no article'
      : `**Answered from** ${[...sources].map(withoutLinks).join('; ')}`,
  ].join('\n')
}

/** On one line. */
function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const cut = cutCharacters(line, QUESTION_MAX_CHARACTERS)
  return withoutLinks(cut === line ? line : `${cut}…`)
}

/** A note is read as ours, so nobody else's words make a link, a picture or markup in it. */
export function withoutLinks(text: string): string {
  return text.replaceAll(/[[\]<>`\\]/g, '\\$&')
}
