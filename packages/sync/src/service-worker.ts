/**
 * For a site's own service worker: replays what waits after the last tab was closed, where the
 * browser has Background Sync. Nothing needs it; without it the next visit replays.
 *
 * It is a tab like any other that nobody can see: it stands in line for the same lock, so it never
 * sends while a tab does, and it gives way to any tab that comes into sight.
 */
import * as actions from './actions/actions.ts'
import { assemble } from './assemble.ts'
import { createBrowserPorts } from './browser-ports.ts'
import { startLeadership } from './leadership.ts'
import type { Parts } from './parts.ts'
import type { PageSignals } from './ports.ts'
import type { SyncOptions } from './sync-options.ts'

/** The tag under which a page asks for a replay: see `askForReplay`. */
export const REPLAY_TAG = 'porchlight-replay'

/** A browser ends a worker that takes much longer. */
const REPLAY_LIMIT_MS = 20_000

/** A worker may not import anything later. */
const PARTS: Parts = {
  leading: async () => ({ startLeadership }),
  actions: async () => actions,
}

const NO_PAGE: PageSignals = { isVisible: () => false, listen: () => () => {} }

/** The part of a sync event that is used; its type is in no library of TypeScript yet. */
interface SyncEvent extends Event {
  readonly tag: string
  waitUntil(work: Promise<unknown>): void
}

/**
 * Listens for the browser's word that the network is back.
 *
 * @param options those of the pages: the same name, a transport to the same server
 * @returns the undo
 */
export function replayInBackground(options: SyncOptions): () => void {
  const listener = (event: Event): void => {
    const { tag, waitUntil } = event as SyncEvent
    if (tag === REPLAY_TAG) waitUntil.call(event, replay(options))
  }
  addEventListener('sync', listener)
  return () => removeEventListener('sync', listener)
}

/**
 * Sends what waits, for as long as a browser allows.
 *
 * @throws when something still waits after that, so that the browser tries again later
 */
export async function replay(options: SyncOptions): Promise<void> {
  const ports = options.ports ?? { ...createBrowserPorts(options.name), page: NO_PAGE }
  const core = assemble({ ...options, ports }, PARTS)
  const left = await core.flush(REPLAY_LIMIT_MS)
  await core.close()
  if (left > 0) throw new Error(`${left} messages still wait`)
}
