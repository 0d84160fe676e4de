/**
 * Reads what a site has set: attributes of the script tag or of the element, their properties,
 * `window.porchlightSettings`, the literal that the server wrote into the script, arguments of
 * calls. All of it is foreign until it has passed here.
 *
 * Each file of the widget has a table of the options it needs, and the launcher's reader is lent to
 * it: an option costs a page nothing before the file comes that knows it.
 */

/** What an option may be: a kind of value, or the words to choose from. */
export type Kind<T> =
  | (T extends boolean
      ? 'boolean'
      : T extends number
        ? 'number'
        : T extends (...values: never) => unknown
          ? 'function'
          : T extends string
            ? 'string' | readonly string[]
            : 'object')
  | ((value: unknown) => T | undefined)

/** One kind for each option of a table. */
export type Kinds<T> = { readonly [K in keyof T]-?: Kind<NonNullable<T[K]>> }

/** Takes what is well formed; the rest is as if it were not there. Never throws. */
export type ReadOptions = <T extends object>(kinds: Kinds<T>) => Partial<T>

/** @param sources where options may stand; a later one goes before an earlier one */
export function createReader(sources: readonly unknown[]): ReadOptions {
  return <T extends object>(kinds: Kinds<T>) => {
    const options: Record<string, unknown> = {}
    for (const [name, kind] of Object.entries(kinds)) {
      for (const source of sources) {
        const value = readOption(source, name, kind)
        if (value !== undefined) options[name] = value
      }
    }
    return options as Partial<T>
  }
}

/**
 * In an attribute everything is text: an attribute without a value is a yes, numbers and objects
 * are written as JSON.
 *
 * @returns undefined where there is nothing of this kind
 */
export function readOption(source: unknown, name: string, kind: unknown): unknown {
  // A getter of the page may throw, and so does text that is no JSON.
  try {
    let value: unknown = Object(source)[name]
    if (typeof kind === 'function') return kind(value)
    if (Array.isArray(kind)) return kind.includes(value) ? value : undefined
    if (typeof value === 'string' && kind !== 'string') {
      value = kind === 'boolean' ? value !== 'false' : JSON.parse(value)
    }
    const isFit = kind === 'number' ? Number.isFinite(value) : typeof value === kind
    return isFit && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
