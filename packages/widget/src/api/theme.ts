/** The custom properties that a site may set, by their names without `--pl-`. */
export const themeNames = [
  'font',
  'surface',
  'raised',
  'sunken',
  'text',
  'muted',
  'line',
  'line-strong',
  'ok',
  'danger',
  'danger-surface',
  'wait',
  'wait-surface',
  'radius',
  'radius-bubble',
  'radius-control',
  'shadow',
] as const

export type ThemeName = (typeof themeNames)[number]

/** CSS values. One that is none does nothing. */
export type Theme = Partial<Record<ThemeName, string>>
