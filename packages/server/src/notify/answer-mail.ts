/** The mail with the team's answers to a visitor who is away. */
import { findProject } from '../auth/projects.ts'
import { ACCESS_TOKEN_MS } from '../auth/session.ts'
import { writeMail } from '../mail/write-mail.ts'
import { readObject } from '../store/json-columns.ts'
import type { MessageRow, NoticeRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { ReplyMails } from '../store/tables/mails.ts'
import type { Thread } from '../thread/thread.ts'
import { changeNotice, oneLine, takeNotice } from './notice.ts'
import {
  isMailAddress,
  type NotificationSettings,
  readNotificationSettings,
} from './notification-settings.ts'

/** A browser that is open renews its session within this time, whatever its owner does. */
const SURELY_AWAY_MS = ACCESS_TOKEN_MS + 60_000

/** How soon to look again after somebody who is there and has not read. */
const LOOK_AGAIN_MS = 60_000

export interface AnswerMailOptions {
  readonly notifications: NotificationSettings
  readonly answerMailAfterMs: number
}

/**
 * Writes one mail with all answers that were not read, when the visitor is away; and no further one
 * until the visitor was here again.
 */
export async function mailAnswer(
  tx: Tx,
  conversation: string,
  { notifications, answerMailAfterMs }: AnswerMailOptions,
): Promise<void> {
  const taken = await takeNotice(tx, conversation, 'answer')
  if (taken === null) return
  const { thread, notice } = taken
  const unread = await readUnread(tx, thread)
  const last = unread.at(-1)
  if (last === undefined || thread.conversation.deleted_at !== null) {
    return await changeNotice(tx, notice, { since: null })
  }
  const seenAt = await lastSeen(tx, thread)
  if (seenAt !== null && tx.now - seenAt < SURELY_AWAY_MS) {
    const since = tx.now - answerMailAfterMs + LOOK_AGAIN_MS
    return await changeNotice(tx, notice, { since })
  }
  if (wasToldSince(notice, thread, seenAt)) return await changeNotice(tx, notice, { since: null })
  const project = thread.conversation.project_id
  const { replyMails } = await readNotificationSettings(tx, project, notifications)
  const to = await addressOf(tx, thread, replyMails)
  await changeNotice(tx, notice, {
    since: null,
    ...(to !== null && { mailed_at: tx.now, mailed_seq: last.seq }),
  })
  if (to === null) return
  const name = oneLine((await findProject(tx, project))?.settings.name ?? 'Support')
  await writeMail(tx, {
    project,
    kind: 'answer',
    to,
    subject: `Answer from ${name}`,
    text: textOf(name, unread),
    conversation,
  })
}

async function readUnread(tx: ReadTx, { conversation }: Thread): Promise<MessageRow[]> {
  return await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversation.id)
    .where('state', '=', 'posted')
    .where('author', '=', 'agent')
    .where('is_private', '=', 0)
    .where('seq', '>', conversation.read_seq)
    .orderBy('seq')
    .execute()
}

/** Null for somebody who never had a session, such as a stock client. */
async function lastSeen(tx: ReadTx, { conversation }: Thread): Promise<number | null> {
  const row = await tx.db
    .selectFrom('refresh_tokens')
    .select((eb) => eb.fn.max<number | null>('created_at').as('at'))
    .where('visitor_id', '=', conversation.visitor_id ?? '')
    .executeTakeFirst()
  return row?.at ?? null
}

function wasToldSince(notice: NoticeRow, { conversation }: Thread, seenAt: number | null): boolean {
  const { mailed_at: mailedAt, mailed_seq: mailedSeq } = notice
  if (mailedAt === null || mailedSeq === null) return false
  return conversation.read_seq < mailedSeq && (seenAt ?? 0) <= mailedAt
}

/** An address that was only typed may be anybody's: we would mail strangers on a stranger's word. */
async function addressOf(
  tx: ReadTx,
  { conversation, ticket }: Thread,
  replyMails: ReplyMails,
): Promise<string | null> {
  if (replyMails === 'never') return null
  const visitor = await tx.db
    .selectFrom('visitors')
    .select(['subject', 'verified_traits'])
    .where('id', '=', conversation.visitor_id ?? '')
    .executeTakeFirst()
  const isProven = visitor != null && visitor.subject !== null
  const proven = isProven ? readObject(visitor.verified_traits ?? '{}').email : null
  const told = replyMails === 'any' ? ticket?.trait_email : null
  const address = typeof proven === 'string' ? proven : told
  return address != null && isMailAddress(address) ? address : null
}

function textOf(name: string, unread: readonly MessageRow[]): string {
  const answers = unread.map(({ content }) => content).join('\n\n---\n\n')
  return `${name} has answered you:\n\n${answers}\n\nThe chat is still open on the page where you wrote.\n`
}
