import pino, { type DestinationStream } from 'pino'
import { safeFields, safeText } from '../operations/safe-fields.ts'
import type { Log } from '../server-options.ts'
import type { LogLevel } from './terminal-log.ts'

/**
 * For machines: one line of JSON for each entry, `{level, time, event, …fields}`.
 *
 * @param destination where lines go; by default to stdout, written before the call returns, so that
 * the last words of a process are not lost with it
 */
export function createJsonLog(
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 1, sync: true }),
): Log {
  const logger = pino(
    {
      base: null,
      level,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  // What is not written is not made safe either: each request has a line that mostly nobody wants.
  const at =
    (name: 'error' | 'info' | 'debug'): Log['error'] =>
    (event, fields = {}) => {
      if (logger.isLevelEnabled(name)) logger[name](safeFields(fields), safeText(event))
    }
  return { error: at('error'), info: at('info'), debug: at('debug') }
}
