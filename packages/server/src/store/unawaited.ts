/** Statements of a transaction whose outcome matters at its end alone. */
import type { Compilable, CompiledQuery } from 'kysely'

export interface Unawaited {
  send(statement: Compilable | CompiledQuery): void
  /** Takes no more, and waits for all of them. @returns what the first one that failed was told; null when none has */
  failure(): Promise<{ readonly cause: unknown } | null>
}

/** @param execute sends a statement in front of all that are sent later */
export function createUnawaited(
  execute: (statement: CompiledQuery) => Promise<unknown>,
): Unawaited {
  let isOver = false
  const outcomes: Promise<{ readonly cause: unknown } | null>[] = []
  return {
    send(statement) {
      if (isOver) throw new Error('the transaction is over')
      outcomes.push(
        execute('compile' in statement ? statement.compile() : statement).then(
          () => null,
          (cause: unknown) => ({ cause }),
        ),
      )
    },
    async failure() {
      isOver = true
      const all = await Promise.all(outcomes)
      return all.find((outcome) => outcome !== null) ?? null
    },
  }
}
