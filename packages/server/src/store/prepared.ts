/**
 * Statements on the way of every message, built once: kysely builds and checks a statement each time
 * anew, which takes longer than SQLite takes to carry it out.
 */
import { type Compilable, CompiledQuery, type Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { ReadTx } from './store.ts'

/** What a statement is given each time. */
type Values = Readonly<Record<string, string | number | null>>

/** The columns of a row as values. */
export type Columns<Row> = { readonly [Name in keyof Row]: Row[Name] }

export interface Prepared<Given extends Values, Row> {
  /** The statement with these values. */
  with(tx: ReadTx, given: Given): CompiledQuery<Row>
  all(tx: ReadTx, given: Given): Promise<Row[]>
  first(tx: ReadTx, given: Given): Promise<Row | undefined>
}

/** Stands for a value in a statement that is being built. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

interface Text {
  readonly sql: string
  /** Names of the values, in the order in which the statement wants them. */
  readonly names: readonly string[]
}

/**
 * @param build may use what it is given as values of columns and of comparisons, and nothing else:
 * it is called once for each engine and each set of names
 */
export function prepare<Given extends Values, Row>(
  build: (db: Kysely<Schema>, given: Given, tx: Pick<ReadTx, 'locksRows'>) => Compilable<Row>,
): Prepared<Given, Row> {
  const texts = new Map<string, Text>()

  function textOf(tx: ReadTx, given: Given): Text {
    const names = Object.keys(given)
    const key = `${tx.engine} ${tx.locksRows} ${names.join(' ')}`
    const known = texts.get(key)
    if (known !== undefined) return known
    const stand = Object.fromEntries(names.map((name) => [name, new Placeholder(name)]))
    // They go where the values would, and nothing looks into them.
    const { sql, parameters } = build(tx.db, stand as unknown as Given, tx).compile()
    const text = { sql, names: parameters.map(nameOf) }
    texts.set(key, text)
    return text
  }

  const statement: Prepared<Given, Row> = {
    with(tx, given) {
      const { sql, names } = textOf(tx, given)
      return CompiledQuery.raw(
        sql,
        names.map((name) => given[name]),
      ) as CompiledQuery<Row>
    },
    async all(tx, given) {
      return (await tx.db.executeQuery(statement.with(tx, given))).rows
    },
    async first(tx, given) {
      return (await statement.all(tx, given))[0]
    },
  }
  return statement
}

function nameOf(parameter: unknown): string {
  if (parameter instanceof Placeholder) return parameter.name
  throw new TypeError('prepare: a value that is not given each time')
}
