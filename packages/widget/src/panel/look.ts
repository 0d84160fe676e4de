import { LATER_SETTINGS, type WidgetSettings } from '@porchlight/protocol'
import type { ChatOptions } from '../api/options.ts'
import type { PanelStrings } from '../i18n/strings.ts'

/** What a site chooses of what is said and asked. */
export type Look = Omit<WidgetSettings, 'enabled' | 'color' | 'position'>

/**
 * What its page says before what its server says before our own words, which are in the visitor's
 * language. An empty text is no choice.
 */
export function lookOf(
  options: ChatOptions,
  server: WidgetSettings | null,
  { greeting, placeholder }: PanelStrings,
): Look {
  const ours: Look = {
    ...LATER_SETTINGS,
    name: '',
    greeting,
    presence: '',
    placeholder,
    suggestions: [],
  }
  return { ...ours, ...chosen(server ?? {}), ...chosen(options) }
}

function chosen<T extends object>(values: T): Partial<T> {
  const entries = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined)
  return Object.fromEntries(entries) as Partial<T>
}
