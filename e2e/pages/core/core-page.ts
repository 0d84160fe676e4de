/** What the page offers its driver as `window.core`. Everything that crosses is plain data. */
import type { SendResult, SyncStatus } from '@porchlight/sync'
import type { HistoryRecord, ShownMessage } from '@porchlight/testkit/history'

/** Read from the page's own address, so that a reload opens the same core again. */
export interface CoreOptions {
  /** Name of the database. */
  readonly name: string
  /** Of the API. */
  readonly origin: string
  readonly token: string
  /** Names this page in histories. */
  readonly tab: string
  /** Names the writer in histories. */
  readonly visitor: string
  /** Whether everything that is shown is recorded. */
  readonly isWatched: boolean
  /** Features of the browser that are taken away before the core opens. */
  readonly without: readonly ('locks' | 'channel')[]
  /** Added to what the wall clock says. */
  readonly clockOffsetMs: number
}

/** A record with its moment, in milliseconds since 1970 by the machine's clock. */
export interface TimedRecord {
  readonly atMs: number
  readonly entry: HistoryRecord
}

export interface CorePage {
  /** What was recorded since the last call. Empty where a `report` binding takes it away at once. */
  takeRecords(): TimedRecord[]
  status(): SyncStatus
  /** The current thread, as it is shown. */
  messages(): ShownMessage[]
  /** Records what the current thread shows now. */
  look(): void
  send(text: string): Promise<SendResult>
  /**
   * Sends texts in bursts, the calls of one burst at once, each burst after the one before it.
   * Resolves when all are answered.
   */
  sendBursts(bursts: readonly (readonly string[])[]): Promise<SendResult['kind'][]>
  /** @returns whether it was not too late */
  discard(id: string): Promise<'done' | 'asked' | 'too_late' | 'not_now'>
  retry(id: string): Promise<boolean>
  wake(): void
  /** Registers the site's service worker and asks it for replays. @returns whether it can be woken */
  registerWorker(): Promise<boolean>
  close(): Promise<void>
  /** Sets the wall clock: so much later or earlier than it is. */
  setClock(offsetMs: number): void
  /** What the origin has on the disk, past the core: evidence when something is missing. */
  storeContents(): Promise<StoreContents>
  /** Features that the core can do without, and whether they are here. */
  features(): Record<string, boolean>
  /**
   * Stores bytes in another database until the browser refuses. @returns how many megabytes it took
   */
  fillStorage(limitMegabytes: number): Promise<number>
}

export interface StoreContents {
  readonly databases: readonly string[]
  /** Of this core's database. */
  readonly rowsByTable: Readonly<Record<string, number>>
}

declare global {
  interface Window {
    core: CorePage
    /** Where the driver wants each record at once, as before a kill. */
    report?: (record: TimedRecord) => void
  }
}
