/**
 * For who puts the core together itself, such as a bundle that holds its parts or a test: `assemble`
 * takes them where `createSync` fetches them.
 */
export { assemble } from './assemble.ts'
export { startLeadership } from './leadership.ts'
export type { Parts } from './parts.ts'
export type { Sync } from './sync.ts'
export type { SyncOptions } from './sync-options.ts'
