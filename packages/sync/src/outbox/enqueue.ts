/**
 * Puts messages into the outbox. `send()` resolves when the transaction is complete: from then on
 * the message survives the tab, the browser and the network.
 *
 * Calls that come while a transaction is under way share the next one (group commit): a burst of
 * 1,000 costs a handful of transactions, and each caller still hears of its own.
 */
import type { ThreadId } from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import { claimGeneration, type KnownGeneration } from '../store/generation.ts'
import { readMeta } from '../store/queries.ts'
import type { MessageRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { SendResult } from '../sync.ts'
import type { Guess, putGuessed as PutGuessedFunction } from './guess.ts'
import { createVisit, type Ids, type NewMessage, putMessage } from './put-message.ts'
import { type Fill, hasRoom, measure, sizeOf } from './room.ts'

export interface Enqueuer {
  /** Durable once this resolves with `stored`. Never rejects. */
  add(message: NewMessage): Promise<SendResult>
  /** Somebody else has stored something: how full the outbox is has to be counted anew. */
  recount(): void
}

interface Call {
  readonly message: NewMessage
  readonly resolve: (result: SendResult) => void
}

type PutGuessed = typeof PutGuessedFunction

export interface EnqueueOptions extends Ids {
  readonly store: Store
  readonly visitor: KnownGeneration
  /** Fetches what makes all but the first message faster. */
  readonly guessing: () => Promise<{ readonly putGuessed: PutGuessed }>
  /** Called after each transaction that stored something. */
  readonly onStored: (rows: readonly MessageRow[]) => void
}

/** @returns the one enqueuer of this tab */
export function createEnqueuer(options: EnqueueOptions): Enqueuer {
  const waiting: Call[] = []
  // Counting costs more than storing when much waits. What others have taken out since can only
  // make it less.
  let fill: Fill | null = null
  let guess: Guess | null = null
  let putGuessed: PutGuessed | null = null

  const commitAll = coalesce(async () => {
    const calls = waiting.splice(0)
    const { results, rows } = await commit(calls.map((call) => call.message)).catch(
      (cause: unknown) => {
        fill = null
        return { results: calls.map((): SendResult => ({ kind: 'not_stored', cause })), rows: [] }
      },
    )
    results.forEach((result, i) => {
      calls[i]?.resolve(result)
    })
    if (rows.length > 0) options.onStored(rows)
  }, noFailure)

  async function commit(
    messages: NewMessage[],
  ): Promise<{ results: SendResult[]; rows: readonly MessageRow[] }> {
    const before = fill
    const likely = guess
    const done = await options.store.write(async (tx) => {
      const visit = createVisit(tx)
      // Asked for together: an answer takes longer on its way than to be found.
      const asking = Promise.all([
        before !== null && hasRoom(before, messages) ? before : measure(tx),
        claimGeneration(tx, options.visitor, options),
        readMeta(tx, 'currentThread').then((thread) => {
          visit.current = thread
        }),
        likely !== null && visit.lane(likely.thread),
      ])
      // Should the writing fail first, nobody waits for the answers any more.
      asking.catch(noFailure)
      const goesTo = (there: ThreadId | undefined): boolean =>
        messages.every(({ thread }) => (thread ?? there) === likely?.thread)
      const isLikely = before !== null && hasRoom(before, messages) && goesTo(likely?.thread)
      const guessed = isLikely && likely && putGuessed?.(tx, options, { messages, ...likely })
      const [measured, generation] = await asking
      const isThere = likely !== null && goesTo(visit.current)
      const lane = isThere ? await visit.lane(likely.thread) : null
      const stored = guessed && (await guessed.putRight(lane))
      if (stored) {
        const bytes = messages.reduce((sum, message) => sum + sizeOf(message), measured.bytes)
        const after = { ops: measured.ops + messages.length, bytes }
        const results = stored.rows.map(({ id, thread }): SendResult => {
          return { kind: 'stored', id, thread }
        })
        return { ...stored, results, after, generation }
      }
      let after = measured
      const results: SendResult[] = []
      for (const message of messages) {
        if (hasRoom(after, [message])) {
          const { ops, ...result } = await putMessage(tx, options, { message, visit })
          results.push(result)
          after = { ops: after.ops + ops, bytes: after.bytes + sizeOf(message) }
        } else results.push({ kind: 'full' })
      }
      await visit.done()
      return { results, rows: visit.rows, last: visit.last, after, generation }
    })
    options.visitor.generation = done.generation
    guess = done.last
    options.guessing().then((part) => {
      putGuessed = part.putGuessed
    }, noFailure)
    // Somebody else may have stored something meanwhile.
    fill = fill === before ? done.after : null
    return done
  }

  return {
    add: (message) =>
      new Promise((resolve) => {
        waiting.push({ message, resolve })
        commitAll()
      }),
    recount() {
      fill = null
    },
  }
}

/** The task answers for everything that can fail. */
function noFailure(): void {}
