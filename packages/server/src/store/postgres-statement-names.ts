/**
 * Names under which PostgreSQL remembers how a statement is carried out, each connection for itself. A
 * statement gets further ones when it has come ever more often, because what was best for an empty
 * table is not for a full one.
 */

/** How often a text was sent when it gets its second, third, … name. */
const RENAMED_AFTER = [200, 2_000, 20_000, 200_000]

/** The columns of a table are not what they were: another process has brought it up to date. */
const PLAN_IS_OUTDATED = '0A000'

export interface StatementNames {
  nameOf(text: string): string
  /** Is told why a statement failed. One whose plan was outdated can be sent again. */
  hear(cause: unknown): void
}

interface Named {
  readonly number: number
  uses: number
}

export function createStatementNames(): StatementNames {
  const named = new Map<string, Named>()
  let generation = 0

  function add(text: string): Named {
    const statement = { number: named.size, uses: 0 }
    named.set(text, statement)
    return statement
  }

  return {
    nameOf(text) {
      const statement = named.get(text) ?? add(text)
      statement.uses += 1
      const version = RENAMED_AFTER.filter((times) => statement.uses > times).length
      return `s${generation}_${statement.number}_${version}`
    },
    hear(cause) {
      if (!isOutdated(cause)) return
      // No name can be used for another text, so all of them are given anew.
      generation += 1
      named.clear()
    },
  }
}

/** Whether a statement failed for no other reason than that it was prepared before a migration. */
export function isOutdated(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === PLAN_IS_OUTDATED
}
