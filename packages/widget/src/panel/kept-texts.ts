/** Texts by name in localStorage. Never throws: without storage they live as long as the page. */

/** Whatever wrote it, only texts come out of it. */
export function readTexts(key: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    const entries = Object.entries(Object(parsed)).filter(([, text]) => typeof text === 'string')
    return Object.fromEntries(entries) as Record<string, string>
  } catch {
    return {}
  }
}

/** None leave nothing behind. */
export function writeTexts(key: string, texts: Readonly<Record<string, string>>): void {
  try {
    if (Object.keys(texts).length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(texts))
  } catch {
    // Storage is off or full.
  }
}
