/**
 * Statements on the way of every message, built once: kysely builds and checks a statement each time
 * anew, which takes longer than SQLite takes to carry it out.
 */
import { type Compilable, CompiledQuery, type Kysely } from 'kysely'
import type { OpenTransaction } from './database.ts'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'

/** What of a transaction decides what a statement looks like. */
export interface Reading {
  readonly db: Kysely<Schema>
  readonly engine: Engine
  readonly locksRows: boolean
  run<Row>(statement: CompiledQuery<Row>): Promise<Row[]>
}

/** The same of one that writes. */
export type Writing = Reading & Pick<OpenTransaction, 'later'>

/** What a statement is given each time. */
type Values = Readonly<Record<string, string | number | null>>

/** The columns of a row as values. */
export type Columns<Row> = { readonly [Name in keyof Row]: Row[Name] }

export interface Prepared<Given extends Values, Row> {
  /** The statement with these values. */
  with(tx: Reading, given: Given): PreparedQuery<Row>
  all(tx: Reading, given: Given): Promise<Row[]>
  /**
   * Sends it now, for whoever asks the same in this transaction next: what one request needs to know
   * in the end makes one trip together with what it needs first. The rows are as they were by then.
   * For writes alone: what is no transaction would tell one request what was asked for another.
   */
  ahead(tx: Writing, given: Given): void
  first(tx: Reading, given: Given): Promise<Row | undefined>
}

/** One that comes again and again with the same text, so that a database may keep its plan. */
export interface PreparedQuery<Row> extends CompiledQuery<Row> {
  readonly isPrepared: true
}

export function isPrepared(query: CompiledQuery): query is PreparedQuery<unknown> {
  return 'isPrepared' in query
}

/** Stands for a value in a statement that is being built. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

interface Text {
  readonly engine: Engine
  readonly locksRows: boolean
  /** Of the values, in the order in which they are given. */
  readonly given: readonly string[]
  /** The same in the order in which the statement wants them. */
  readonly wanted: readonly string[]
  /** The statement without values. */
  readonly query: CompiledQuery
}

/** What was asked ahead in a transaction, until it is asked for. */
interface Asked<Given, Row> {
  readonly given: Given
  readonly rows: Promise<Row[]>
}

/**
 * @param build may use what it is given as values of columns and of comparisons, and nothing else:
 * it is called once for each engine and each set of names
 */
export function prepare<Given extends Values, Row>(
  build: (
    db: Kysely<Schema>,
    given: Given,
    tx: Pick<Reading, 'engine' | 'locksRows'>,
  ) => Compilable<Row>,
): Prepared<Given, Row> {
  // A handful: to look through them takes less than to make a key of the names.
  const texts: Text[] = []
  const asked = new WeakMap<Kysely<Schema>, Asked<Given, Row>>()

  async function send(tx: Reading, given: Given): Promise<Row[]> {
    return await tx.run(statement.with(tx, given))
  }

  function textOf(tx: Reading, names: readonly string[]): Text {
    const { engine, locksRows } = tx
    const known = texts.find(
      (text) =>
        text.engine === engine && text.locksRows === locksRows && isSameList(text.given, names),
    )
    if (known !== undefined) return known
    const stand = Object.fromEntries(names.map((name) => [name, new Placeholder(name)]))
    // They go where the values would, and nothing looks into them.
    const { sql, parameters } = build(tx.db, stand as unknown as Given, tx).compile()
    const wanted = parameters.map(nameOf)
    const text = { engine, locksRows, given: names, wanted, query: CompiledQuery.raw(sql) }
    texts.push(text)
    return text
  }

  const statement: Prepared<Given, Row> = {
    with(tx, given) {
      const { query, wanted } = textOf(tx, Object.keys(given))
      const parameters = wanted.map((name) => bindable(given[name]))
      return { ...(query as CompiledQuery<Row>), parameters, isPrepared: true }
    },
    async all(tx, given) {
      const ahead = asked.get(tx.db)
      if (ahead === undefined || !isSameGiven(ahead.given, given)) return await send(tx, given)
      asked.delete(tx.db)
      return await ahead.rows
    },
    ahead(tx, given) {
      const rows = send(tx, given)
      // Nobody may ever ask, as when the sender is refused; who does is told.
      rows.catch(() => {})
      asked.set(tx.db, { given, rows })
    },
    async first(tx, given) {
      return (await statement.all(tx, given))[0]
    },
  }
  return statement
}

function isSameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, n) => one === others[n])
}

function isSameGiven(some: Values, others: Values): boolean {
  const names = Object.keys(some)
  return (
    isSameList(names, Object.keys(others)) && names.every((name) => some[name] === others[name])
  )
}

/** Drivers take more, each in its own way; one that fails on a value spoils what it has prepared. */
function bindable(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  throw new TypeError(`prepare: a value of the type ${typeof value}`)
}

function nameOf(parameter: unknown): string {
  if (parameter instanceof Placeholder) return parameter.name
  throw new TypeError('prepare: a value that is not given each time')
}
