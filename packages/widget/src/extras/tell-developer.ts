/** One line in the console: the one place that speaks there, and only to developers. */
export function tellDeveloper(text: string): void {
  // biome-ignore lint/suspicious/noConsole: see above
  console.warn(`Porchlight: ${text}`)
}
