/** What the core and a file with another transport know of each other. */
import type { Transport, TransportKit } from '@porchlight/protocol'
import type { CoreOptions } from '../api/options.ts'

/** What a site has told of a server that is not ours. */
export interface OtherServer
  extends Pick<CoreOptions, 'configHost' | 'distinctId' | 'project' | 'getIdentity'> {
  readonly origin: string
  readonly token: string
}

/** What each of their files exports. */
export interface TransportFile {
  createTransport(kit: TransportKit, server: OtherServer): Transport
}
