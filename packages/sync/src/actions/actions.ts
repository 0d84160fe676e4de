/**
 * What a visitor does now and then, in a file of its own: it is fetched when there is time, so that
 * writing and reading need not wait for it.
 */
export { putGuessed } from '../outbox/guess.ts'
export { reconcile } from '../push/reconcile.ts'
export { change, clear, retry } from './change.ts'
export { exportData } from './export-data.ts'
export { flush } from './flush.ts'
export { loadOlder } from './load-older.ts'
export { markRead } from './mark-read.ts'
export { describe, rate, stopRun } from './say.ts'
export { type Doubts, sendDirectly } from './send-directly.ts'
export { wipe } from './sign-out.ts'
