import { safeFields, safeText } from '../operations/safe-fields.ts'
import type { Log } from '../server-options.ts'

/** How much is told: each level includes those before it. */
export type LogLevel = 'error' | 'info' | 'debug'

/**
 * For people: one short line for each entry, with time, event and fields. Errors go to stderr.
 */
export function createTerminalLog(level: LogLevel): Log {
  const print = (text: string): void => console.log(text)
  return {
    error: (event, fields) => console.error(line(event, fields)),
    info: (event, fields) => {
      if (level !== 'error') print(line(event, fields))
    },
    debug: (event, fields) => {
      if (level === 'debug') print(line(event, fields))
    },
  }
}

function line(event: string, fields: Readonly<Record<string, unknown>> = {}): string {
  const parts = Object.entries(safeFields(fields)).map(
    ([name, value]) => `${name}=${describe(value)}`,
  )
  return [new Date().toISOString().slice(11, 19), safeText(event), ...parts].join(' ')
}

function describe(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : JSON.stringify(value)
}
