/** API keys as those see them who hand them out: never the key, only which one it is. */
import type { ApiKeyRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { keyId } from './principal.ts'

/** All keys of a project that were ever made, oldest first. */
export async function listApiKeys(tx: ReadTx, project: number): Promise<ApiKeyRow[]> {
  return await tx.db
    .selectFrom('api_keys')
    .selectAll()
    .where('project_id', '=', project)
    .orderBy('created_at')
    .orderBy('hash')
    .execute()
}

/** Those that are accepted now, the newest first. */
export async function listLivingApiKeys(tx: ReadTx, project: number): Promise<ApiKeyRow[]> {
  const keys = await listApiKeys(tx, project)
  return keys.filter((key) => isLiving(key, tx.now)).reverse()
}

/** Whether it is accepted at this moment. */
export function isLiving({ revoked_at, expires_at }: ApiKeyRow, now: number): boolean {
  return revoked_at === null && (expires_at === null || expires_at > now)
}

/** @param id as the list shows it. @returns false when there is no such key, or it was revoked */
export async function revokeApiKey(tx: Tx, project: number, id: string): Promise<boolean> {
  const keys = await listApiKeys(tx, project)
  const key = keys.find(({ hash, revoked_at }) => keyId(hash) === id && revoked_at === null)
  if (key === undefined) return false
  await revokeByHash(tx, key.hash)
  return true
}

/** It is refused from the next request on. */
export async function revokeByHash(tx: Tx, hash: string): Promise<void> {
  await tx.db.updateTable('api_keys').set({ revoked_at: tx.now }).where('hash', '=', hash).execute()
}

/** The key under this hash, whatever has become of it; null when there never was one. */
export async function findApiKey(tx: ReadTx, hash: string): Promise<ApiKeyRow | null> {
  const row = await tx.db
    .selectFrom('api_keys')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ?? null
}
