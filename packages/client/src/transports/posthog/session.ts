/** What there is to know of the server and of us: its public config, and a session of our making. */
import {
  LATER_SETTINGS,
  type Session,
  TransportError,
  type WidgetSettings,
} from '@porchlight/protocol'
import type { StockConfig } from '@porchlight/protocol/posthog'
import { unwrap } from '../failure.ts'
import type { Tools } from './tools.ts'

/** @throws TransportError */
export async function startSession({ api, keep }: Tools, signal: AbortSignal): Promise<Session> {
  const { conversations } = unwrap(await api.config(signal))
  if (conversations === false) {
    throw new TransportError({ kind: 'unauthorized', isFinal: true }, 'the chat is off')
  }
  const { session } = await keep.read()
  return {
    visitor: session,
    // None of ours, so the core looks before it sends anything twice.
    capabilities: [],
    maxQueueMessages: 0,
    mode: 'people',
    settings: toSettings(conversations),
  }
}

function toSettings(config: Exclude<StockConfig['conversations'], false>): WidgetSettings {
  return {
    enabled: true,
    name: '',
    greeting: config.greetingText,
    presence: '',
    placeholder: config.placeholderText,
    suggestions: [],
    color: config.color,
    position: config.widgetPosition.endsWith('left') ? 'bottom-left' : 'bottom-right',
    ...LATER_SETTINGS,
    requireEmail: config.requireEmail,
    collectName: config.collectName,
  }
}
