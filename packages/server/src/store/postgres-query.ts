/**
 * A statement of `pg` whose rows come as lists of values. Of our own, because `pg` has the columns of a
 * prepared statement described each time it is carried out, and with many columns that takes longer than
 * to read a row.
 *
 * PostgreSQL never changes what a prepared statement gives: after a migration it fails, and is prepared
 * under another name (`postgres-statement-names.ts`).
 */
import pg from 'pg'

export interface Listed {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
  /** Such as `SELECT 1` or `INSERT 0 2`. */
  readonly tag: string
}

/** @param name of a statement that is to be prepared, unless it is; null for one that is not */
export function queryLists(client: pg.ClientBase, statement: Statement): Promise<Listed> {
  const query = new ListQuery(statement)
  return new Promise((resolve, reject) => {
    client.query(query, (cause: unknown) => {
      if (cause === null) resolve(query.listed())
      else reject(cause)
    })
  })
}

interface Statement {
  readonly text: string
  readonly name: string | null
  readonly values: unknown[]
}

type Parse = (text: string) => unknown

/** Counts and ids of 64 bits come as text from `pg`; ours are all within 2^53. */
const INT8 = 20

export function parserOf(type: number, format?: string): Parse {
  return type === INT8 ? Number : pg.types.getTypeParser(type, format as 'text')
}

interface Shape {
  readonly columns: readonly string[]
  readonly parsers: readonly Parse[]
}

const NO_COLUMNS: Shape = { columns: [], parsers: [] }

/** What is known of one connection. */
interface Known {
  /** By the name of the statement. */
  readonly shapes: Map<string, Shape>
  /** The same connection, on which nothing is described. */
  readonly undescribed: pg.Connection
}

const knownOf = new WeakMap<pg.Connection, Known>()

function know(connection: pg.Connection): Known {
  const known = knownOf.get(connection)
  if (known !== undefined) return known
  const undescribed = Object.create(connection, { describe: { value: () => {} } })
  const made = { shapes: new Map<string, Shape>(), undescribed }
  knownOf.set(connection, made)
  return made
}

/** `pg` calls these methods, with what PostgreSQL says, and sets the callback. */
class ListQuery extends pg.Query {
  declare readonly text: string
  declare readonly name?: string
  declare readonly callback: (cause: unknown) => void
  readonly #rows: unknown[][] = []
  #shapes: Map<string, Shape> | null = null
  #shape: Shape = NO_COLUMNS
  #tag = ''

  constructor({ text, name, values }: Statement) {
    super(text, values)
    if (name !== null) this.name = name
  }

  listed(): Listed {
    return { columns: this.#shape.columns, rows: this.#rows, tag: this.#tag }
  }

  prepare(connection: pg.Connection): void {
    const { shapes, undescribed } = know(connection)
    const shape = this.name === undefined ? undefined : shapes.get(this.name)
    this.#shapes = shapes
    this.#shape = shape ?? NO_COLUMNS
    prepareAsUsual.call(this, shape === undefined ? connection : undescribed)
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#shape = {
      columns: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => parserOf(dataTypeID)),
    }
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const { parsers } = this.#shape
    this.#rows.push(fields.map((text, n) => (text === null ? null : parsers[n]?.(text))))
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.#tag = text
    if (this.name !== undefined) this.#shapes?.set(this.name, this.#shape)
  }

  handleReadyForQuery(): void {
    this.callback(null)
  }

  handleError(cause: unknown): void {
    this.callback(cause)
  }
}

/** The types of `pg` do not have it. */
const { prepare: prepareAsUsual } = pg.Query.prototype as unknown as {
  prepare(this: ListQuery, connection: pg.Connection): void
}
