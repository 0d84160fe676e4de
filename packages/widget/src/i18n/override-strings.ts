/**
 * The texts of a language with a site's own in place of some. One that is not of the same kind (a
 * text where a function is called) is left out, since it would break where it is used.
 */
export function overrideStrings<S extends object>(
  texts: S,
  own: Readonly<Record<string, unknown>> = {},
): S {
  const chosen = { ...texts }
  for (const [name, text] of Object.entries(texts)) {
    if (typeof own[name] === typeof text) Object.assign(chosen, { [name]: own[name] })
  }
  return chosen
}
