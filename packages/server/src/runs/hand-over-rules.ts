/** What a project has decided people are to answer, whatever the assistant could say to it. */
import { findConversationsSettings } from '../auth/conversations-settings.ts'
import { findOpening } from '../auth/opening.ts'
import { foldWord, splitWords } from '../knowledge/language.ts'
import type { ReadTx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'

/** Why people answer, as `escalation_reason` says it. */
export type HandOverRule = 'rule_words' | 'rule_tag' | 'rule_hours' | 'rule_answers'

/** Messages that nobody has answered yet are looked at; of more, the newest. */
const MAX_OPEN_QUESTIONS = 20

/** @returns the first rule that the thread meets with what its visitor has open; null for none */
export async function findHandOverRule(
  tx: ReadTx,
  { conversation, ticket }: Thread,
): Promise<HandOverRule | null> {
  const settings = await findConversationsSettings(tx, conversation.project_id)
  // Nobody would see it: people work on tickets.
  if (settings === null || ticket === null) return null
  const { hand_over_words: words, hand_over_tags: tags } = settings
  if (tags.length > 0) {
    const has: readonly unknown[] = JSON.parse(ticket.tags)
    if (tags.some((tag) => has.includes(tag))) return 'rule_tag'
  }
  if (words.length > 0) {
    const open = fold((await readOpenQuestions(tx, conversation.id)).join('\n'))
    if (words.some((word) => fold(word).trim() !== '' && open.includes(fold(word))))
      return 'rule_words'
  }
  if (settings.hand_over_within_hours) {
    const opening = await findOpening(tx, conversation.project_id)
    if (opening?.isOpen === true) return 'rule_hours'
  }
  const limit = settings.hand_over_after_answers
  if (limit === null) return null
  return (await hasAnswers(tx, conversation.id, limit)) ? 'rule_answers' : null
}

/** Whole words, each between spaces. */
function fold(text: string): string {
  return ` ${splitWords(text).map(foldWord).join(' ')} `
}

/** What an answer would answer: all that the visitor wrote since somebody else did. */
async function readOpenQuestions(tx: ReadTx, conversation: string): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('messages')
    .select(['author', 'content'])
    .where('conversation_id', '=', conversation)
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .where('author', 'in', ['visitor', 'agent', 'assistant'])
    .orderBy('seq', 'desc')
    .limit(MAX_OPEN_QUESTIONS)
    .execute()
  const answered = rows.findIndex(({ author }) => author !== 'visitor')
  return rows.slice(0, answered === -1 ? undefined : answered).map(({ content }) => content)
}

async function hasAnswers(tx: ReadTx, conversation: string, count: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversation)
    .where('author', '=', 'assistant')
    .where('state', '=', 'posted')
    .where('is_private', '=', 0)
    .offset(count - 1)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
