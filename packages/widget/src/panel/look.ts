import type { WidgetSettings } from '@porchlight/protocol'
import type { ChatOptions } from '../api/options.ts'
import type { PanelStrings } from '../i18n/strings.ts'

/** What the panel shows of a site: what its page says before what its server says. */
export function lookOf(
  options: ChatOptions,
  server: WidgetSettings | null,
  strings: PanelStrings,
): WidgetSettings {
  const { enabled, name, greeting, presence, placeholder, suggestions, color, position } = options
  return {
    enabled: enabled ?? server?.enabled ?? true,
    name: name ?? server?.name ?? '',
    greeting: greeting ?? server?.greeting ?? strings.greeting,
    presence: presence ?? server?.presence ?? '',
    placeholder: placeholder ?? server?.placeholder ?? strings.placeholder,
    suggestions: suggestions ?? server?.suggestions ?? [],
    color: color ?? server?.color ?? '',
    position: position ?? server?.position ?? 'bottom-right',
  }
}
