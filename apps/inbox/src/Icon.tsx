/** The few signs that stand beside words. Drawn with the colour of the text; read by nobody aloud. */
import type { JSX } from 'preact'

const PATHS = {
  back: 'M15 5l-7 7 7 7',
  check: 'M5 12.5l4.5 4.5L19 7',
  checks: 'M2 12.5l4.5 4.5L16 7M12 16.5l.5.5L22 7',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4',
  send: 'M12 19V6M6 11l6-6 6 6',
  up: 'M6 15l6-6 6 6',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.2',
  porch:
    'M4 11a7.5 7 0 0 1 7.5-7h1A7.5 7 0 0 1 20 11v.5a7.5 7 0 0 1-7.5 7h-3l-4 2.5v-4.2A7 7 0 0 1 4 12zM9 11.2h6',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
