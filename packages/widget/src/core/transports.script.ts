/**
 * The same as `transports.ts` for script tags: files that stand alone, fetched by address, retried
 * under another one. The build puts this file in the place of the other.
 */
import type { Host } from '../api/host.ts'
import type { TransportFile } from './other-server.ts'
import type { OtherTransport } from './transports.ts'

/** Names of the files, put in by the build. */
declare const __TRANSPORTS__: { readonly posthog: string; readonly plain: string }

/** @param host knows where our files are */
export async function fetchTransport(
  { fetchFile }: Host,
  name: OtherTransport,
): Promise<TransportFile> {
  const file = name === 'posthog' ? __TRANSPORTS__.posthog : __TRANSPORTS__.plain
  return (await fetchFile(file)) as TransportFile
}
