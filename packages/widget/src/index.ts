/** The chat as a package: typed, safe to import and to call on a server. */
import type { Chat } from './api/chat.ts'
import { createApi } from './api/create-api.ts'
import type { ChatOptions } from './api/options.ts'
import { lazyFiles } from './lazy-files.ts'

export type {
  Chat,
  ChatStatus,
  Done,
  PendingMessage,
  SendOptions,
} from './api/chat.ts'
export type { ChatEvent, ChatEvents, Listener } from './api/events.ts'
export type { IdentifyResult, IdentityProof } from './api/identity.ts'
export type { ChatOptions } from './api/options.ts'
export type { RestoreBy, RestoreFailure, RestoreResult } from './api/restore.ts'
export type { Theme } from './api/theme.ts'
export type { Strings } from './i18n/strings.ts'

/**
 * Puts a chat on the page. Its larger parts are fetched when the visitor comes near the launcher.
 * Without a document it returns a chat that does nothing.
 */
export function createChat(options: ChatOptions): Chat {
  const isOnPage = typeof document !== 'undefined'
  const element = isOnPage ? document.createElement('porchlight-root') : null
  return createApi({
    sources: [{ apiHost: isOnPage ? location.origin : '' }, options],
    files: lazyFiles,
    element,
  })
}
