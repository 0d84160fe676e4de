/**
 * Stores messages before it is known that they go where they most likely go: an answer of the
 * database takes longer on its way than the writing. The transaction then hears what was there before
 * it, and puts right what was guessed wrong; until it is complete nobody else sees any of it.
 */
import type { ThreadId } from '@porchlight/protocol'
import type { MessageRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'
import {
  type Ids,
  type LaneState,
  type NewMessage,
  newId,
  sendOp,
  waitingRow,
} from './put-message.ts'

/** As the last transaction of this tab has left it. */
export interface Guess {
  /** The thread that messages go to. */
  readonly thread: ThreadId
  /** Number of the newest op. */
  readonly n: number
}

/** What was written on a guess. */
export interface Guessed {
  /**
   * Makes it what it should be, or takes it back.
   *
   * @param lane as it was before, or null when the messages go elsewhere
   * @returns null when all was taken back
   */
  putRight(lane: LaneState | null): Promise<{ rows: MessageRow[]; last: Guess } | null>
}

/** Runs inside a transaction, after that has asked for what it wants to know of the time before. */
export function putGuessed(
  tx: Tx,
  ids: Ids,
  { messages, thread, n }: Guess & { messages: readonly NewMessage[] },
): Guessed {
  const { clock } = ids
  const named = messages.map(({ id = newId(ids), content }) => ({ id, content, thread, clock }))
  // Most lanes of who is online are empty.
  const isLive = messages[0]?.isOnline === true

  function putRows(before: number): MessageRow[] {
    const rows = named.map((of, i) => waitingRow({ ...of, n: before + 1 + i }))
    for (const row of rows) void tx.messages.put(row)
    return rows
  }

  const numbers = named.map((row, i) => tx.ops.put(sendOp(row, thread, isLive && i === 0)))
  const rows = putRows(n)

  return {
    async putRight(lane) {
      // In one transaction they are numbered one after the other.
      const last = (await numbers.at(-1)) ?? n
      const before = last - named.length
      if (lane === null || lane.mustOpen) {
        for (const [i, { id }] of named.entries()) {
          void tx.ops.delete(before + 1 + i)
          void tx.messages.delete(id)
        }
        return null
      }
      const [first] = named
      if (isLive && first && !lane.isEmpty) {
        void tx.ops.put({ ...sendOp(first, thread, false), n: before + 1 })
      }
      return { rows: before === n ? rows : putRows(before), last: { thread, n: last } }
    },
  }
}
