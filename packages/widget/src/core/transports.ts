/** Transports for other servers than ours, which few sites need. */
import type { Host } from '../api/host.ts'
import type { CoreOptions } from '../api/options.ts'
import type { TransportFile } from './other-server.ts'

/** What there is besides our own. */
export type OtherTransport = Exclude<NonNullable<CoreOptions['transport']>, 'conversations'>

/**
 * Rejects when the file cannot be had. An app's bundler finds the files by these specifiers; the
 * build for script tags puts `transports.script.ts` in the place of this file.
 */
export function fetchTransport(_host: Host, name: OtherTransport): Promise<TransportFile> {
  return name === 'posthog' ? import('./posthog.ts') : import('./plain.ts')
}
