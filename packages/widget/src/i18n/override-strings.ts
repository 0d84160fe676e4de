/**
 * The texts of a language with a site's own in place of some. One that is not of the same kind (a
 * text where a function is called) is left out, since it would break where it is used.
 */
export function overrideStrings<S extends object>(texts: S, own: object = {}): S {
  const kinds = new Map<string, unknown>(Object.entries(texts))
  const fitting = Object.entries(own).filter(
    ([name, text]) => typeof text === typeof kinds.get(name),
  )
  return { ...texts, ...Object.fromEntries(fitting) }
}
