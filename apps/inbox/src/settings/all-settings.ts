import type { ConversationsSettings, WidgetSettings } from '@porchlight/protocol'

/** Both sets; no name is in both. */
export type AllSettings = WidgetSettings & ConversationsSettings

export type SettingName = keyof AllSettings
