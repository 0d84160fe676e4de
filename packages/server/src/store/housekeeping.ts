/** What goes by itself after a while. */
import { readFloor } from '../feed/cursor.ts'
import {
  FEED_START,
  firstSince,
  formatPosition,
  isBefore,
  newestPosition,
  upTo,
} from '../feed/position.ts'
import { writeMeta } from './meta.ts'
import type { Tx } from './store.ts'

/** A reader may resume an answer this long after its end. */
export const FRAMES_KEPT_MS: number = 60 * 60_000

/** A feed may be resumed after this long; then it begins with a reset. */
export const EVENTS_KEPT_MS: number = 30 * 24 * 60 * 60_000

/** For whoever asks why a webhook was not told. */
const DELIVERIES_KEPT_MS = 7 * 24 * 60 * 60_000

/** For so long a link of before is told that it has expired or was used, rather than unknown. */
const RESTORE_TOKENS_KEPT_MS = 24 * 60 * 60_000

/** Deletes frames of old runs, expired access tokens and old events. Safe to repeat. */
export async function keepHouse(tx: Tx): Promise<void> {
  await tx.db
    .deleteFrom('run_frames')
    .where('run_id', 'in', (query) =>
      query
        .selectFrom('runs')
        .select('id')
        .where('ended_at', '<', tx.now - FRAMES_KEPT_MS),
    )
    .execute()
  await tx.db
    .deleteFrom('access_tokens')
    .where('hash', 'in', (query) =>
      query
        .selectFrom('access_tokens')
        .select('hash')
        .where('expires_at', '<=', tx.now)
        // In the order in which everybody locks them.
        .orderBy('hash')
        .$if(tx.locksRows, (locking) => locking.forUpdate()),
    )
    .execute()
  await tx.db
    .deleteFrom('webhook_deliveries')
    .where('ended_at', '<', tx.now - DELIVERIES_KEPT_MS)
    .execute()
  await tx.db
    .deleteFrom('restore_tokens')
    .where('expires_at', '<=', tx.now - RESTORE_TOKENS_KEPT_MS)
    .execute()
  await forgetEvents(tx)
}

/**
 * The floor is written with the deletion: cursors below it have lost something. What is kept is looked
 * for from the oldest event on, so that no index of times has to be written with each event.
 */
async function forgetEvents(tx: Tx): Promise<void> {
  const kept = await firstSince(tx, tx.now - EVENTS_KEPT_MS)
  const last = await newestPosition(tx, kept ?? undefined)
  if (last === FEED_START) return
  await tx.db.deleteFrom('events').where(upTo(last, tx)).execute()
  const floor = await readFloor(tx)
  if (isBefore(floor, last)) await writeMeta(tx, 'events_floor', formatPosition(last))
}
