/**
 * From a conversation as the server shows it to messages as the core knows them. A row of the server
 * that one of our ops has posted gets the op's id, by its trace id or else by its words, and keeps it.
 */
import type { Author, Message, SendOp, Thread, ThreadId } from '@porchlight/protocol'
import type {
  PlainDetail,
  PlainMemory,
  PlainMessage,
  PlainPending,
  PlainRow,
  PlainThread,
} from '@porchlight/protocol/plain'
import { hashText, toComparable } from '../polling/compare-text.ts'
import { threadIn } from './keep.ts'
import { FIRST_REV } from './own-message.ts'

/** Name of a run, where the server has none. There is at most one in a thread. */
export const RUN = 'run'

/** The hash of what has to be told, whatever is in it. */
export const UNTOLD = -1

/** A row as it is shown, with its place and its name. */
export interface Shown {
  readonly row: PlainMessage
  readonly author: Author
  readonly order: number
  readonly known: PlainRow
}

export interface TakenIn {
  readonly messages: readonly Message[]
  /** Those that are new or have changed, each under a count of its own. */
  readonly news: readonly Message[]
}

/**
 * Takes in what is to be told: whoever calls it tells all of it.
 *
 * @param queued ids of what waits in the queue; null where nobody has looked
 */
export function takeIn(
  memory: PlainMemory,
  id: ThreadId,
  detail: PlainDetail,
  queued: ReadonlySet<string> | null,
): TakenIn {
  const news: Message[] = []
  const messages = nameRows(threadIn(memory, id, 0), detail, queued).map((shown) => {
    const hash = hashOf(shown.order, shown.row.content)
    const isNews = shown.known.hash !== hash
    if (isNews) Object.assign(shown.known, { hash, at: ++memory.count })
    const message = toMessage(id, shown, detail)
    if (isNews) news.push(message)
    return message
  })
  return { messages, news }
}

/**
 * Gives every row of a conversation its name, and tells nothing. The place counts all rows, so that
 * it stays whatever is shown of them.
 */
export function nameRows(
  thread: PlainThread,
  { messages }: PlainDetail,
  queued: ReadonlySet<string> | null,
): Shown[] {
  thread.isBegun = true
  thread.lastOrder = Math.max(thread.lastOrder, messages.length)
  const knownByKey = new Map(thread.rows.map((row) => [row.key, row]))
  return messages.flatMap((row, at) => {
    const author = AUTHORS[row.type]
    if (author === undefined || row.content === '') return []
    const key = row.id ?? `#${at}`
    const known = knownByKey.get(key) ?? nameRow(thread, { row, key, author }, queued)
    return [{ row, author, order: at + 1, known }]
  })
}

const AUTHORS: Readonly<Record<string, Author>> = {
  human: 'visitor',
  ai: 'assistant',
  'ai/failure': 'notice',
}

/** What waited in the queue is posted under a trace id of the server's making: words have to do. */
function nameRow(
  thread: PlainThread,
  { row, key, author }: { row: PlainMessage; key: string; author: Author },
  queued: ReadonlySet<string> | null,
): PlainRow {
  const pending =
    author === 'visitor' ? thread.pending.find((one) => isPosted(one, row, queued)) : undefined
  thread.pending = thread.pending.filter((one) => one !== pending)
  const id = pending?.op ?? (author === 'visitor' ? row.trace_id : null) ?? key
  const named = { key, id, isOwn: pending !== undefined, at: 0, hash: UNTOLD }
  thread.rows.push(named)
  return named
}

function hashOf(order: number, content: string): number {
  return hashText(`${order} ${content}`)
}

/**
 * Gives an op its row where the thread has shown it before its answer was heard.
 *
 * @param seen the last place that was seen before it was sent
 * @returns its place and the name it had, or null where no such row was seen
 */
export function nameSeen(
  thread: PlainThread,
  op: SendOp,
  seen: number,
): Pick<Message, 'id' | 'order'> | null {
  for (let order = seen + 1; order <= thread.lastOrder; order++) {
    const hash = hashOf(order, op.content)
    const row = thread.rows.find((one) => !one.isOwn && one.hash === hash)
    if (row === undefined) continue
    return { id: rename(row, op), order }
  }
  return null
}

/**
 * From now on a row has the name of an op, and is told once more.
 *
 * @returns the name under which it was told, or will be by what is on its way: whoever hears of it has
 *   to know that the two are one
 */
export function rename(row: PlainRow, op: SendOp): string {
  const id = row.at > 0 ? row.id : op.id
  Object.assign(row, { id: op.id, isOwn: true, hash: UNTOLD })
  return id
}

function isPosted(
  { op, content, edits, item }: PlainPending,
  row: PlainMessage,
  queued: ReadonlySet<string> | null,
): boolean {
  if (row.trace_id === op) return true
  const isWaiting = item !== null && queued?.has(item) === true
  const said = toComparable(row.content)
  return !isWaiting && [content, ...edits].some((words) => toComparable(words) === said)
}

export function toMessage(
  thread: ThreadId,
  { row, author, order, known }: Shown,
  { updated_at }: PlainDetail,
): Message {
  return {
    id: known.id,
    thread,
    author,
    authorName: null,
    content: row.content,
    order,
    rev: Math.max(known.at, FIRST_REV),
    state: 'posted',
    incomplete: row.type === 'ai/failure',
    citations: [],
    // Rows have no time of their own.
    createdAt: updated_at,
  }
}

export function toThread(
  id: ThreadId,
  thread: PlainThread,
  { rev, messages }: { rev: number; messages: readonly Message[] },
): Thread {
  const last = messages.at(-1)
  const isUnread = ({ author, order }: Message): boolean =>
    author !== 'visitor' && Number(order) > thread.readOrder
  return {
    id,
    title: thread.title,
    mode: 'assistant',
    run: thread.told !== null && thread.told.status !== 'idle' ? RUN : null,
    rev,
    ticket: null,
    unread: messages.filter(isUnread).length,
    readOrder: thread.readOrder,
    teamReadOrder: null,
    lastMessageText: last?.content ?? null,
    lastMessageAt: thread.told?.updatedAt ?? null,
    createdAt: thread.openedAt,
  }
}
