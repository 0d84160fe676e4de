/** The row of a project is the lock of what is counted or compared within it. */
import type { ReadTx } from '../store/store.ts'

/**
 * Until this transaction ends nobody else decides about the same. Whoever also needs threads of the
 * project has locked them before.  [SV148]
 */
export async function lockProject(tx: ReadTx, project: number): Promise<void> {
  if (!tx.locksRows) return
  await tx.db
    .selectFrom('projects')
    .select('id')
    .where('id', '=', project)
    .forNoKeyUpdate()
    .execute()
}
