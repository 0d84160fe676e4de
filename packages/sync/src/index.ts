export { createBrowserPorts } from './browser-ports.ts'
export { createSync } from './create-sync.ts'
export type { Channel, Locks, PageSignal, PageSignals, Ports } from './ports.ts'
export type {
  ChangeResult,
  Delivery,
  MessageChange,
  MessageView,
  SendRefusal,
  SendResult,
  Sync,
  SyncStatus,
  ThreadView,
  Trouble,
  View,
} from './sync.ts'
export type { SyncOptions } from './sync-options.ts'
