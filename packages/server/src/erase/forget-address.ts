/** What is kept of an address of mail, beside the threads in which it was told. */
import type { ReadTx, Tx } from '../store/store.ts'
import { eraseRowsOfAddress } from './erase-rows.ts'

/** An address, in lower case. */
export interface AddressOfProject {
  readonly project: number
  readonly address: string
}

/** Whether anybody who was not erased has told it. */
export async function isAddressOfOthers(
  tx: ReadTx,
  { project, address }: AddressOfProject,
): Promise<boolean> {
  const row = await tx.db
    .selectFrom('tickets')
    .select('id')
    .where('project_id', '=', project)
    .where((eb) => eb(eb.fn<string>('lower', ['trait_email']), '=', address))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Deletes the links that were mailed to it. Mails that tell of a thread go with the thread. */
export async function forgetAddress(tx: Tx, of: AddressOfProject): Promise<void> {
  await tx.db
    .deleteFrom('mails')
    .where('project_id', '=', of.project)
    .where('recipient', '=', of.address)
    .where('kind', '=', 'restore')
    .execute()
  await eraseRowsOfAddress(tx, of)
}
