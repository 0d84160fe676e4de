/**
 * The tabs of a browser keep a reply to one ticket in one place. What a tab does with what it finds
 * there, which may be another tab's, is decided here and done in `reply.ts`.
 */
import type { Draft } from './drafts.ts'
import { OTHER_TAB_MS, type ReplyState } from './reply-state.ts'

/** What stands in this tab. */
export interface Here extends Pick<Draft, 'text' | 'isPrivate' | 'meant'> {
  readonly kind: ReplyState['kind']
  /** It was written here, or is on its way here; else it is only shown, as it was kept. */
  readonly isWritten: boolean
  /** What was kept when it was last read: what stands here has come of it. */
  readonly over: string
}

/** What is kept. */
export interface Found {
  readonly now: Draft | null
  /** What it was before; null also where a tab has forgotten it, as on signing out. */
  readonly was: Draft | null
  readonly nowMs: number
}

export type Step =
  | 'stay'
  /** What is kept, or nothing, is what stands here from now on. */
  | 'take'
  /** What stands here is kept. */
  | 'keep'
  /** What is kept is put below what stands here, and both are kept. */
  | 'join'

/** A text is replaced by what has come of it, in any tab, and by nothing else. */
export function meet(here: Here, { now, was, nowMs }: Found): Step {
  if (here.kind === 'sending') return now === null && !hasSeen(was, here) ? 'keep' : 'stay'
  if (now === null) return here.isWritten && !hasSeen(was, here) ? 'keep' : 'take'
  // Undone or held anew in another tab, when it is not meant for the same moment.
  if (isSame(now, here)) return isTold(here) && isMeantAlike(now, here) ? 'stay' : 'take'
  if (hasSeen(now, here) || !here.isWritten) return 'take'
  if (here.kind === 'held' || now.text === here.over) return 'stay'
  return isOnItsWay(now, nowMs) ? 'stay' : 'join'
}

/** What was not sent is not lost to what another tab has written over it, and disturbs nothing on its way. */
export function meetUnsent(here: Here, { now, nowMs }: Omit<Found, 'was'>): Step {
  if (now === null) return 'keep'
  return isSame(now, here) || isOnItsWay(now, nowMs) ? 'stay' : 'join'
}

/** The same words, for the same readers. */
export function isSame(
  a: Pick<Draft, 'text' | 'isPrivate'>,
  b: Pick<Draft, 'text' | 'isPrivate'>,
): boolean {
  return a.text === b.text && a.isPrivate === b.isPrivate
}

/** Whoever wrote it had this before their eyes. */
function hasSeen(draft: Draft | null, { text }: Here): boolean {
  return draft !== null && [draft.over, draft.text, ''].includes(text)
}

/** Another tab can still be holding or sending it. */
function isOnItsWay({ meant }: Draft, nowMs: number): boolean {
  return meant !== null && nowMs <= meant.until + OTHER_TAB_MS
}

function isTold({ kind }: Here): boolean {
  return kind === 'held' || kind === 'failed'
}

function isMeantAlike(a: Pick<Draft, 'meant'>, b: Pick<Draft, 'meant'>): boolean {
  return a.meant?.until === b.meant?.until
}
