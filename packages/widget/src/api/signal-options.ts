/** The table of what makes itself noticed beside the panel. */
import type { SignalOptions } from './options.ts'
import type { Kinds } from './read-options.ts'

export const signalKinds: Kinds<SignalOptions> = {
  playSound: 'boolean',
  notifications: 'boolean',
  titleBadge: 'boolean',
}
