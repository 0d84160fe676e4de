/** A refresh token is found by its successor: the first of a visitor is nobody's. */
import type { Kysely } from 'kysely'
import { createIndex } from './create-index.ts'

export async function findSuccessors(db: Kysely<unknown>): Promise<void> {
  await createIndex(db, 'refresh_tokens', ['successor_hash'])
}
