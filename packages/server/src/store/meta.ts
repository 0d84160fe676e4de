/** Facts about the store itself. */
import type { ReadTx, Tx } from './store.ts'

export type MetaKey = 'store_id' | 'events_floor' | 'copy_of' | 'last_start' | 'start_articles'

export async function readMeta(tx: ReadTx, key: MetaKey): Promise<string | null> {
  const row = await tx.db
    .selectFrom('meta')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.value ?? null
}

export async function writeMeta(tx: Tx, key: MetaKey, value: string): Promise<void> {
  await tx.db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

/** Names this store, so that a cursor of another one is known as such. Made on the first start. */
export async function openStoreId(tx: Tx): Promise<string> {
  const known = await readMeta(tx, 'store_id')
  if (known !== null) return known
  const id = tx.createId()
  await writeMeta(tx, 'store_id', id)
  return id
}
