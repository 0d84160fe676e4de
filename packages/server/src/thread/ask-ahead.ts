/** What posting a message has to know, asked in the one trip that brings its thread. */
import type { Tx } from '../store/store.ts'
import { listWebhooksAhead } from '../webhooks/webhooks.ts'
import { lookForRepetitionAhead } from './message-rows.ts'

/** Call it behind `loadThread`, whose lock makes sure that what is found here stays so. */
export function askAheadOfMessage(
  tx: Tx,
  {
    project,
    thread,
    id,
  }: { readonly project: number; readonly thread: string; readonly id: string },
): void {
  lookForRepetitionAhead(tx, { conversation: thread, id })
  listWebhooksAhead(tx, project)
}
