import type { JSX } from 'preact'

/** Strokes on a field of 24 by 24. */
const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M14.5 5.5L8 12l6.5 6.5',
  chevron: 'M6 9.5l6 6 6-6',
  menu: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M12 19V6M6 11l6-6 6 6',
  down: 'M12 5v13M6 13l6 6 6-6',
  clock: 'M12 3.5a8.5 8.5 0 1 0 .1 0zM12 7.5V12l3 2',
  sending: 'M12 3.5a8.5 8.5 0 1 0 8.5 8.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M2 12.5l4.5 4.5L15 8M11 16l1.2 1.2L22 8',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.2',
  stop: 'M8 8h8v8H8z',
} as const

export type IconName = keyof typeof PATHS

/** A drawing beside words; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
