/**
 * Cursors of the feed: opaque to readers, bound to a store and to who reads. One that cannot be
 * continued from says why; the reader lists again and goes on from a new one.
 */
import { createHash } from 'node:crypto'
import type { FeedReset } from '@porchlight/protocol'
import type { Principal } from '../auth/principal.ts'
import { readMeta } from '../store/meta.ts'
import type { ReadTx } from '../store/store.ts'
import {
  FEED_START,
  type FeedPosition,
  formatPosition,
  isBefore,
  newestPosition,
  parsePosition,
} from './position.ts'

/** Where to read on from. */
export interface Start {
  readonly after: FeedPosition
  /** Why a reset has to be told first; null when the cursor is good. */
  readonly reset: FeedReset['data']['reason'] | null
}

const TAG_CHARACTERS = 16

export function toCursor(storeId: string, principal: Principal, after: FeedPosition): string {
  return `${formatPosition(after)}.${tagOf(storeId, principal)}`
}

/** Reads a cursor against the events there are. Nonsense counts as foreign. */
export async function resolveCursor(
  tx: ReadTx,
  principal: Principal,
  { storeId, cursor }: { storeId: string; cursor: string | null },
): Promise<Start> {
  const floor = await readFloor(tx)
  const newest = await newestPosition(tx)
  const now = isBefore(newest, floor) ? floor : newest
  if (cursor === null) return { after: now, reset: 'start' }
  const [place = '', tag] = cursor.split('.')
  const after = parsePosition(place)
  // A place ahead of the newest event belongs to a store that was restored from a backup since.
  const isOurs = after !== null && tag === tagOf(storeId, principal) && !isBefore(now, after)
  if (!isOurs) return { after: now, reset: 'foreign' }
  return isBefore(after, floor) ? { after: now, reset: 'expired' } : { after, reset: null }
}

/** Events up to here are gone. */
export async function readFloor(tx: ReadTx): Promise<FeedPosition> {
  return parsePosition((await readMeta(tx, 'events_floor')) ?? '') ?? FEED_START
}

/** All keys of a project read the same feed, so a new key goes on where the old one was. */
function tagOf(storeId: string, principal: Principal): string {
  const reader = principal.kind === 'visitor' ? principal.visitor : 'team'
  return createHash('sha256')
    .update(`${storeId}:${principal.project}:${reader}`)
    .digest('hex')
    .slice(0, TAG_CHARACTERS)
}
