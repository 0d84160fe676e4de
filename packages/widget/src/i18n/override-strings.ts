/**
 * The texts of a language with a site's own in place of some. One that is not of the same kind (a
 * text where a function is called) is left out, since it would break where it is used; so is one
 * whose getter throws. A function that throws or gives no text gives ours. Never throws, and nor do
 * the functions in what it returns.
 *
 * @param owns words of the site, or of another language; a later one goes before an earlier one
 */
export function overrideStrings<S extends object>(texts: S, ...owns: readonly unknown[]): S {
  const chosen = { ...texts } as Record<string, unknown>
  for (const own of owns) {
    for (const name in texts) {
      try {
        const word: unknown = Object(own)[name]
        if (typeof word === typeof chosen[name]) chosen[name] = guard(word, chosen[name])
      } catch {}
    }
  }
  return chosen as S
}

function guard(word: unknown, ours: unknown): unknown {
  if (typeof word !== 'function' || typeof ours !== 'function') return word
  return (...values: readonly unknown[]) => {
    try {
      const said: unknown = word(...values)
      if (typeof said === 'string') return said
    } catch {}
    return ours(...values)
  }
}
