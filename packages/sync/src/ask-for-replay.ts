/** For pages of a site whose service worker replays: see `service-worker.ts`. */
import type { Sync } from './sync.ts'

/** `registration.sync`, which no library of TypeScript knows yet, and only some browsers have. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> }
}

/**
 * Asks the browser to wake the worker once the network is back, whenever something waits. Does
 * nothing in browsers that cannot.
 *
 * @returns the undo
 */
export function askForReplay(
  { status }: Pick<Sync, 'status'>,
  registration: ServiceWorkerRegistration & WithSync,
  tag = 'porchlight-replay',
): () => void {
  let asked = 0
  const ask = (): void => {
    const { waiting } = status.get()
    // Once for each message: a replay under way may not see one that comes after it.
    if (waiting > asked) registration.sync?.register(tag).catch(() => {})
    asked = waiting
  }
  ask()
  return status.subscribe(ask)
}
