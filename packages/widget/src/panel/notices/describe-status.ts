import type { SyncStatus } from '@porchlight/sync'
import type { PanelStrings } from '../../i18n/strings.ts'

/** One line above the composer. */
export interface Notice {
  /** `wait` mends itself; `danger` does not. */
  readonly tone: 'wait' | 'danger'
  readonly text: string
}

/**
 * What the visitor should know of the connection, or null when all is as expected. A connection
 * that is merely being made is worth a word only when something waits for it.
 */
export function describeStatus(
  status: SyncStatus | null,
  isCoreMissing: boolean,
  strings: PanelStrings,
): Notice | null {
  if (status === null) {
    return isCoreMissing ? { tone: 'danger', text: strings.trouble('load') } : null
  }
  const { trouble, connection, waiting } = status
  if (trouble !== null) return { tone: 'danger', text: strings.trouble(trouble) }
  if (connection === 'offline') return { tone: 'wait', text: strings.offline(waiting) }
  if (connection === 'connecting' && waiting > 0) {
    return { tone: 'wait', text: strings.connecting(waiting) }
  }
  return null
}
