import type { WidgetSettings } from '@porchlight/protocol'
import type { ChatOptions } from '../api/options.ts'
import type { PanelStrings } from '../i18n/strings.ts'

/** The texts that a site chooses. */
export type Look = Pick<
  WidgetSettings,
  'name' | 'greeting' | 'presence' | 'placeholder' | 'suggestions'
>

/** What the panel shows of a site: what its page says before what its server says. */
export function lookOf(
  options: ChatOptions,
  server: WidgetSettings | null,
  { greeting, placeholder }: PanelStrings,
): Look {
  return { name: '', greeting, presence: '', placeholder, suggestions: [], ...server, ...options }
}
