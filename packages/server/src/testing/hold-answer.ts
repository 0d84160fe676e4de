/** An answer of PostgreSQL that comes late, so that something can happen meanwhile. */
import pg from 'pg'
import { onTestFinished } from 'vitest'

export interface HeldAnswer {
  /** Resolves when PostgreSQL has answered. */
  readonly given: Promise<unknown>
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
  const given = new Promise<unknown>((resolve) => {
    Object.assign(pg.Client.prototype, {
      query(this: pg.Client, ...args: unknown[]): unknown {
        const answer = original.apply(this, args)
        if (!pattern.test(textOf(args[0]))) return answer
        restore()
        resolve(answer)
        return mayGo.then(() => answer)
      },
    })
  })
  onTestFinished(restore)
  return { given, letGo }
}

/** Of a statement as `pg` takes it: by itself, or with its values in one. */
function textOf(statement: unknown): string {
  const isConfig = typeof statement === 'object' && statement !== null && 'text' in statement
  return String(isConfig ? statement.text : statement)
}

/** By which a visitor's token is looked up at the begin of a request. */
export const LOOK_UP_OF_VISITOR = /from "access_tokens" inner join "visitors"/
