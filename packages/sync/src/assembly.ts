/**
 * For who puts the core together itself, such as a bundle that holds its parts or a test: `assemble`
 * takes them where `createSync` fetches them.
 */
export { assemble, type SyncOptions } from './assemble.ts'
export { startLeadership } from './leadership.ts'
export type { Parts } from './parts.ts'
export type { Sync } from './sync.ts'
