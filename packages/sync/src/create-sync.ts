import { assemble } from './assemble.ts'
import { lazyParts } from './parts.ts'
import type { Sync } from './sync.ts'
import type { SyncOptions } from './sync-options.ts'

/**
 * Starts a core over one database. It begins to connect, to listen and to replay at once; a site
 * that must store nothing before its visitor acts calls this only then.
 */
export function createSync(options: SyncOptions): Sync {
  return assemble(options, lazyParts)
}
