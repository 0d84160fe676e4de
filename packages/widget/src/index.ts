/** The chat as a package: typed, safe to import and to call on a server. */
import { type Chat, createInertChat } from './api/chat.ts'
import { type ChatOptions, resolveOptions } from './api/options.ts'
import { createWarn } from './api/warn.ts'
import { startChat } from './loader/start-chat.ts'

export type { Chat, ChatStatus } from './api/chat.ts'
export type { ChatEvent, ChatEvents, Listener } from './api/events.ts'
export type { ChatOptions } from './api/options.ts'
export type { Strings } from './i18n/strings.ts'

/**
 * Puts a chat on the page. Its two larger parts are fetched when the visitor comes near the
 * launcher. Without a document it returns a chat that does nothing.
 */
export function createChat(options: ChatOptions): Chat {
  if (typeof document === 'undefined') return createInertChat()
  const resolved = resolveOptions(options, { apiHost: location.origin }, createWarn(options))
  if (resolved === null) return createInertChat()
  return startChat({
    options: resolved,
    files: { panel: () => import('./panel.ts'), core: () => import('./core.ts') },
    element: document.createElement('porchlight-root'),
  })
}
