/** Where the command's log lines go, and in which form. */
import type { Log } from '../server-options.ts'
import { CommandError } from './command-error.ts'
import { createJsonLog } from './json-log.ts'
import { createTerminalLog, type LogLevel } from './terminal-log.ts'

const LEVELS: readonly LogLevel[] = ['error', 'info', 'debug']

/**
 * Reads LOG_LEVEL (default info), LOG_FORMAT (`text` or `json`; by default what suits whoever is
 * at the other end) and PORCHLIGHT_DEBUG, which is short for LOG_LEVEL=debug.
 *
 * @throws CommandError for a value that cannot be used
 */
export function createLog(
  variables: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): Log {
  const wanted = variables.LOG_LEVEL || (variables.PORCHLIGHT_DEBUG ? 'debug' : 'info')
  const level = LEVELS.find((known) => known === wanted)
  if (level === undefined) throw new CommandError('LOG_LEVEL must be error, info or debug.')
  const format = variables.LOG_FORMAT || (isTerminal ? 'text' : 'json')
  switch (format) {
    case 'json':
      return createJsonLog(level)
    case 'text':
      return createTerminalLog(level)
    default:
      throw new CommandError('LOG_FORMAT must be json or text.')
  }
}
