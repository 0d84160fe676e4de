/** The last thing a start prints: where everything is. */

/** What a start ends with. Null for what is not served, or not to be shown. */
export interface Started {
  readonly origin: string
  readonly demoOrigin: string | null
  readonly hasInbox: boolean
  readonly hasWidget: boolean
  /** Null when it came from the environment: whoever set it knows it. */
  readonly widgetToken: string | null
  /** Only on the start that made it. It is kept as a hash, so this is the one time it is seen. */
  readonly newApiKey: string | null
}

/** Lines for the terminal. They may hold the API key, so they must not go to a log. */
export function banner(started: Started): string {
  const { origin } = started
  const lines: readonly (readonly [string, string | null, string?])[] = [
    ['Demo shop', started.demoOrigin === null ? null : `${started.demoOrigin}/`],
    ['Inbox', started.hasInbox ? `${origin}/inbox/` : null],
    ['Script', started.hasWidget ? `${origin}/porchlight.js` : null],
    ['API', `${origin}/api/`],
    ['Widget token', started.widgetToken, 'public'],
    ['API key', started.newApiKey, 'shown only now; `porchlight keys` makes another'],
  ]
  const shown = lines.filter(([, value]) => value !== null)
  const rows = shown.map(
    ([label, value, note]) =>
      `  ${label.padEnd(14)}${value}${note === undefined ? '' : `   (${note})`}`,
  )
  return ['', 'Porchlight is ready. Ctrl-C stops it.', '', ...rows, ''].join('\n')
}
