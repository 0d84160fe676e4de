/** What a core is made of. */
import type { Attention, Transport, TransportKit } from '@porchlight/protocol'
import type { Ports } from './ports.ts'
import type { OpenStore } from './store/open-store.ts'
import type { Durability } from './store/store.ts'

export interface SyncOptions {
  /** Name of the database, and of the lock and the channel that its tabs share. */
  readonly name: string
  /** Makes the way to the server, given where to keep what it has to know again. */
  readonly transport: (kit: TransportKit) => Transport
  /**
   * `strict`: what is stored survives a power cut as well, at some milliseconds a message. Default:
   * `relaxed`, which survives the death of the browser.
   */
  readonly durability?: Durability
  /** Default: the browser's own. */
  readonly ports?: Ports
  /**
   * How eagerly somebody waits for news, for servers that have to be asked: `createAttention`.
   * Default: all the time.
   */
  readonly attention?: Attention
  /** Default: IndexedDB, or memory where there is none. */
  readonly openStore?: OpenStore
}
