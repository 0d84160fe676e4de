/**
 * Cursors of the feed: opaque to readers, bound to a store and to who reads. One that cannot be
 * continued from says why; the reader lists again and goes on from a new one.
 */
import { createHash } from 'node:crypto'
import type { FeedReset } from '@porchlight/protocol'
import { sql } from 'kysely'
import type { Principal } from '../auth/principal.ts'
import { readMeta } from '../store/meta.ts'
import type { ReadTx } from '../store/store.ts'

/** Where to read on from: behind the event with that id. */
export interface Position {
  readonly after: number
  /** Why a reset has to be told first; null when the cursor is good. */
  readonly reset: FeedReset['data']['reason'] | null
}

const TAG_CHARACTERS = 16

export function toCursor(storeId: string, principal: Principal, after: number): string {
  return `${after.toString(36)}.${tagOf(storeId, principal)}`
}

/** Reads a cursor against the events there are. Nonsense counts as foreign. */
export async function resolveCursor(
  tx: ReadTx,
  principal: Principal,
  { storeId, cursor }: { storeId: string; cursor: string | null },
): Promise<Position> {
  const floor = Number((await readMeta(tx, 'events_floor')) ?? 0)
  const { newest } = await tx.db
    .selectFrom('events')
    .select(sql<number | null>`max(id)`.as('newest'))
    .executeTakeFirstOrThrow()
  const now = Math.max(floor, newest ?? 0)
  if (cursor === null) return { after: now, reset: 'start' }
  const [place = '', tag] = cursor.split('.')
  const after = Number.parseInt(place, 36)
  // A place ahead of the newest event belongs to a store that was restored from a backup since.
  const isOurs = tag === tagOf(storeId, principal) && after >= 0 && after <= now
  if (!isOurs) return { after: now, reset: 'foreign' }
  return after < floor ? { after: now, reset: 'expired' } : { after, reset: null }
}

/** All keys of a project read the same feed, so a new key goes on where the old one was. */
function tagOf(storeId: string, principal: Principal): string {
  const reader = principal.kind === 'visitor' ? principal.visitor : 'team'
  return createHash('sha256')
    .update(`${storeId}:${principal.project}:${reader}`)
    .digest('hex')
    .slice(0, TAG_CHARACTERS)
}
