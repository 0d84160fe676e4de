/** Tells the developer of the page about a mistake. Silent unless the option `debug` is set. */
export type Warn = (text: string) => void

/** A `Warn` that speaks only when it is asked to: visitors' consoles stay empty. */
export function createWarn(isDebugging: boolean): Warn {
  return (text) => {
    // biome-ignore lint/suspicious/noConsole: the one place that speaks, and only with `debug`
    if (isDebugging) console.warn(`Porchlight: ${text}`)
  }
}
