/** Deletes the rows that go with what is erased. */
import { sql } from 'kysely'
import type { Tx } from '../store/store.ts'
import { ERASURE, type Erasure } from './erasure.ts'

/** Deletes what goes with it, table by table. */
export async function eraseRows(
  tx: Tx,
  what: Exclude<Extract<Erasure, object>['goesWith'], 'address'>,
  id: string,
): Promise<void> {
  for (const [table, column] of tablesWith(what)) {
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(tx.db)
  }
}

/** The same for an address of mail, which means something within a project alone. */
export async function eraseRowsOfAddress(
  tx: Tx,
  { project, address }: { readonly project: number; readonly address: string },
): Promise<void> {
  for (const [table, column] of tablesWith('address')) {
    await sql`
      delete from ${sql.table(table)}
      where ${sql.ref(column)} = ${address} and project_id = ${project}
    `.execute(tx.db)
  }
}

function tablesWith(what: Extract<Erasure, object>['goesWith']): [table: string, column: string][] {
  return Object.entries<Erasure>(ERASURE).flatMap(([table, erasure]) =>
    typeof erasure === 'object' && erasure.goesWith === what ? [[table, erasure.column]] : [],
  )
}
