import { readOptions } from './options.ts'

/** Tells the developer of the page about a mistake. Silent unless the option `debug` is set. */
export type Warn = (text: string) => void

/**
 * A `Warn` that speaks only when it is asked to: visitors' consoles stay empty.
 * @param given options as they came, `debug` perhaps among them
 */
export function createWarn(given: unknown): Warn {
  const { debug } = readOptions(given)
  return (text) => {
    // biome-ignore lint/suspicious/noConsole: the one place that speaks, and only with `debug`
    if (debug) console.warn(`Porchlight: ${text}`)
  }
}
