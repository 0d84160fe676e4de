/** The mark of a copy that is not finished. */
import { readMeta } from '../meta.ts'
import { StartError } from '../start-error.ts'
import type { ReadTx } from '../store.ts'

/** @throws StartError when only a part of the data is here */
export async function refuseHalfCopy(tx: ReadTx): Promise<void> {
  if ((await readMeta(tx, 'copy_of')) === null) return
  const why = 'The copy into this database is not finished. Run `porchlight copy` again.'
  throw new StartError('database_url', why)
}
