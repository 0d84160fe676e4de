/**
 * The store: transactions over the tables, and a wake-up after each commit.
 *
 * Everything one request changes is one `write`, events included, so that nobody ever sees half of
 * it and no event tells of something that was rolled back.
 */
import { type Clock, type FillRandom, uuidv7 } from '@porchlight/protocol'
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { Engine } from './engine.ts'
import { insertEvents } from './insert-events.ts'
import { isOutdated } from './postgres-statement-names.ts'
import type { NewEvent, Schema, WebhookDeliveryRow } from './schema.ts'
import type { MailKind } from './tables/mails.ts'
import type { RunOutcome } from './tables/runs.ts'
import type { Topic, WakeUps } from './wake-ups.ts'
import type { Whispers } from './whispers.ts'

/** What the rules of this server depend on, beside the rows. */
export interface Policy {
  readonly hasAssistant: boolean
  readonly maxQueueMessages: number
  /** How long queued rows wait for further ones, in milliseconds. */
  readonly drainAfterMs: number
  /** How long a run belongs to its runner after its last sign of life, in milliseconds. */
  readonly runLeaseMs: number
  /** Runs of a project that may be warm at a time. */
  readonly maxWarmRuns: number
  /** Answers a project may begin in a calendar month, where it names no number itself; null: any. */
  readonly answersPerMonth: number | null
  /** How long a warm run waits for a message, in milliseconds. */
  readonly warmRunMs: number
  /** This process, among those on the same database. */
  readonly node: string
}

/** A transaction that reads: all of it sees one state. */
export interface ReadTx {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  /**
   * Whether rows that are to be changed have to be locked when they are read: in a write, where
   * there are many writers. SQLite has one at a time.
   */
  readonly locksRows: boolean
  /** Sends a statement that is ready. @returns its rows */
  run<Row>(statement: CompiledQuery<Row>): Promise<Row[]>
  /** Begin of the transaction, in milliseconds since 1970. */
  readonly now: number
  readonly policy: Policy
}

/** A transaction that writes. Throwing inside it rolls everything back. */
export interface Tx extends ReadTx {
  createId(): string
  /**
   * Sends a statement that changes rows without waiting for it: it is carried out before those that
   * are sent after it, and when it fails, the transaction does. One that was begun and is not waited for
   * yet may come behind it.
   */
  later(statement: Compilable | CompiledQuery): void
  /** Writes an event, together with the others of this transaction when its work is done. */
  tell(event: NewEvent): void
  /** Wakes whoever waits for this topic, once, after the commit. */
  wake(topic: Topic): void
  /** Counts what has come about, after the commit. */
  count(counted: Counted): void
}

/** Something that is worth a number, when its transaction is committed. */
export type Counted =
  | { readonly what: 'run_ended'; readonly outcome: RunOutcome }
  | {
      readonly what: 'handed_over'
      readonly conversation: string
      /** Why; `reply`: a person answered before anybody asked for one. */
      readonly outcome:
        | 'visitor_request'
        | 'no_answer'
        | 'no_articles'
        | 'quota'
        | 'rule_words'
        | 'rule_tag'
        | 'rule_hours'
        | 'rule_answers'
        | 'assistant_unavailable'
        | 'reply'
        | 'other'
    }
  | { readonly what: 'ai_resolved'; readonly outcome: 'by_visitor' | 'by_team' }
  | { readonly what: 'quota_met'; readonly outcome: 'handed_over' | 'left_unanswered' }
  | { readonly what: 'mail_written'; readonly outcome: MailKind }
  | { readonly what: 'mail_ended'; readonly outcome: 'sent' | 'failed' }
  | { readonly what: 'delivery_ended'; readonly outcome: WebhookDeliveryRow['state'] }

/** Is told what the store does. */
export interface StoreObserver {
  transactionEnded(transaction: {
    readonly kind: 'read' | 'write'
    readonly outcome: 'done' | 'rolled_back'
    readonly ms: number
  }): void
  committed(counts: readonly Counted[]): void
  /** A transaction was taken back for the sake of another one. */
  gaveWay(): void
}

export interface Store {
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /**
   * The same without a transaction, for statements that need not see one state together: on the
   * way of every request, the begin and the end of one would cost more than what is between.
   */
  lookUp<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /**
   * Durable once this resolves. Rejects with what `work` threw, and then nothing has changed.
   *
   * @param work may run more than once, when the database had to choose between two transactions
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  readonly wakeUps: WakeUps
  readonly whispers: Whispers
  /** Closes the connection. Transactions under way are finished first. */
  close(): Promise<void>
}

export interface StorePorts {
  readonly clock: Clock
  readonly random: FillRandom
  readonly policy: Policy
  readonly observer?: StoreObserver
}

/** How often a transaction is tried that gives way to another. */
const MAX_TRIES = 5

/** @param database the store owns it from here on */
export function createStore(
  database: Database,
  { clock, random, policy, observer }: StorePorts,
): Store {
  const { engine, db, wakeUps, whispers } = database
  const underWay = new Set<Promise<unknown>>()
  let isClosed = false

  /** A transaction that was asked for is finished before the database is closed. */
  async function track<T>(kind: 'read' | 'write', work: () => Promise<T>): Promise<T> {
    if (isClosed) throw new Error('the store is closed')
    const begin = performance.now()
    let outcome: 'done' | 'rolled_back' = 'rolled_back'
    const running = work()
    underWay.add(running)
    try {
      const result = await running
      outcome = 'done'
      return result
    } finally {
      underWay.delete(running)
      observer?.transactionEnded({ kind, outcome, ms: performance.now() - begin })
    }
  }

  async function writeOnce<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const topics = new Set<Topic>()
    const counts: Counted[] = []
    const result = await database.write(async (trx) => {
      const now = clock.now()
      const events: NewEvent[] = []
      const tx: Tx = {
        db: trx.db,
        run: trx.run,
        later: trx.later,
        engine,
        locksRows: engine === 'postgres',
        now,
        policy,
        createId: () => uuidv7(now, random),
        wake: (topic) => void topics.add(topic),
        tell: (event) => void events.push(event),
        count: (counted) => void counts.push(counted),
      }
      const outcome = await work(tx)
      insertEvents(tx, events)
      return outcome
    })
    wakeUps.wake(topics)
    observer?.committed(counts)
    return result
  }

  async function repeat<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work()
      } catch (error) {
        if (hasGivenWay(error)) observer?.gaveWay()
        // What was prepared before a migration is prepared anew.
        else if (!isOutdated(error)) throw error
        if (tries === MAX_TRIES) throw error
      }
    }
  }

  const atPresent = (from: Kysely<Schema>, run: ReadTx['run']): ReadTx => ({
    db: from,
    run,
    engine,
    locksRows: false,
    now: clock.now(),
    policy,
  })

  return {
    wakeUps,
    whispers,
    read: (work) =>
      track('read', () =>
        repeat(() => database.read((snapshot) => work(atPresent(snapshot, runIn(snapshot))))),
      ),
    lookUp: (work) => track('read', () => repeat(() => work(atPresent(db, database.run)))),
    write: (work) => track('write', () => repeat(() => writeOnce(work))),
    async close() {
      isClosed = true
      await Promise.allSettled(underWay)
      await database.close()
    },
  }
}

function runIn(snapshot: Kysely<Schema>): ReadTx['run'] {
  return async (statement) => (await snapshot.executeQuery(statement)).rows
}

/**
 * What PostgreSQL says to one of two transactions: that they wait for each other, that they cannot be
 * put in order, or that a key it looked for and did not find has been made by the other one since.
 * Repeated, that one finds it. (PostgreSQL's manual, "Serialization Failure Handling")  [SV150]
 */
const GAVE_WAY: ReadonlySet<unknown> = new Set(['40P01', '40001', '23505'])

function hasGivenWay(error: unknown): boolean {
  return error instanceof Error && 'code' in error && GAVE_WAY.has(error.code)
}
