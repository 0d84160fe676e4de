import type { Log } from '../server-options.ts'

/**
 * One short line for each entry: time, event, fields. Errors go to stderr. Debug entries are left
 * out unless PORCHLIGHT_DEBUG is set.
 */
export function createTerminalLog(options: { readonly isDebugging: boolean }): Log {
  return {
    error: (event, fields) => console.error(line(event, fields)),
    info: (event, fields) => console.log(line(event, fields)),
    debug: (event, fields) => {
      if (options.isDebugging) console.log(line(event, fields))
    },
  }
}

function line(event: string, fields: Readonly<Record<string, unknown>> = {}): string {
  const parts = Object.entries(fields).map(([name, value]) => `${name}=${describe(value)}`)
  return [new Date().toISOString().slice(11, 19), event, ...parts].join(' ')
}

function describe(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.stack ?? value.message)
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
