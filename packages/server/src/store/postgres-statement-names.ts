/**
 * Names under which PostgreSQL remembers how a statement is carried out, each connection for itself.
 * A statement gets one when it has come a few times: those whose text is ever another, such as lists
 * of different lengths, would fill its memory for nothing. It gets further ones when it has come ever
 * more often, because what was best for an empty table is not for a full one.
 */

/** Times that a text is seen before it is worth a name. */
const WORTH_A_NAME = 3

/** How often a text was sent when it gets its second, third, … name. */
const RENAMED_AFTER = [200, 2_000, 20_000, 200_000]

/** Statements with a name, and texts that are counted. */
const MAX_NAMES = 200
const MAX_COUNTED = 2_000

/** The columns of a table are not what they were: another process has brought it up to date. */
const PLAN_IS_OUTDATED = '0A000'

export interface StatementNames {
  /** @returns null for one that is not worth a name (yet) */
  nameOf(text: string): string | null
  /** Is told why a statement failed. One whose plan was outdated can be sent again. */
  hear(cause: unknown): void
}

interface Named {
  readonly number: number
  uses: number
}

export function createStatementNames(): StatementNames {
  const named = new Map<string, Named>()
  const seen = new Map<string, number>()
  let generation = 0

  function isWorthOne(text: string): boolean {
    if (named.size >= MAX_NAMES) return false
    if (seen.size >= MAX_COUNTED) seen.clear()
    const times = (seen.get(text) ?? 0) + 1
    seen.set(text, times)
    return times >= WORTH_A_NAME
  }

  function use(statement: Named): string {
    statement.uses += 1
    const version = RENAMED_AFTER.filter((times) => statement.uses > times).length
    return `s${generation}_${statement.number}_${version}`
  }

  return {
    nameOf(text) {
      const known = named.get(text)
      if (known !== undefined) return use(known)
      if (!isWorthOne(text)) return null
      const statement = { number: named.size, uses: 0 }
      named.set(text, statement)
      seen.delete(text)
      return use(statement)
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
