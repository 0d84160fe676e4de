/** An answer of PostgreSQL that comes late, so that something can happen meanwhile. */
import pg from 'pg'
import { onTestFinished } from 'vitest'

export interface HeldAnswer {
  /** Resolves when PostgreSQL has answered. */
  readonly given: Promise<void>
  letGo(): void
}

/** Holds the answer to the next statement of this process that matches, and no other. */
export function holdAnswer(pattern: RegExp): HeldAnswer {
  const original = pg.Client.prototype.query as (...args: unknown[]) => unknown
  const restore = (): void => void Object.assign(pg.Client.prototype, { query: original })
  let letGo = (): void => {}
  const mayGo = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const given = new Promise<void>((resolve) => {
    Object.assign(pg.Client.prototype, {
      query(this: pg.Client, statement: unknown, ...others: unknown[]) {
        if (!pattern.test(textOf(statement))) return original.call(this, statement, ...others)
        restore()
        const [callback] = others as [(...answer: unknown[]) => void]
        return original.call(this, statement, (...answer: unknown[]) => {
          resolve()
          void mayGo.then(() => callback(...answer))
        })
      },
    })
  })
  onTestFinished(restore)
  return { given, letGo }
}

/** Of a statement as our driver gives it to `pg`: see `store/postgres-query.ts`. */
function textOf(statement: unknown): string {
  const isConfig = typeof statement === 'object' && statement !== null && 'text' in statement
  return String(isConfig ? statement.text : statement)
}

/** By which a visitor's token is looked up at the begin of a request. */
export const LOOK_UP_OF_VISITOR = /from "access_tokens" inner join "visitors"/
