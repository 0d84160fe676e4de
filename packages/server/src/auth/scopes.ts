/** What an API key may be limited to, in the words of the published API. */
import { API_KEY_SCOPES, type ApiKeyScope } from '@porchlight/protocol'

/** `write` includes `read`. */
export type Scope = ApiKeyScope

/** What an endpoint may need: a scope, or a key that may do everything. */
export type NeededScope = Scope | '*'

/** Scopes as they are stored: separated by spaces, `*` for all there are and will be. */
export type Scopes = ReadonlySet<Scope> | '*'

/** All scopes by name. */
export const SCOPES: readonly Scope[] = API_KEY_SCOPES

/** Reads stored or typed scopes. @returns null when one of them is none of ours */
export function parseScopes(text: string): Scopes | null {
  const names = text.split(/[\s,]+/).filter((name) => name !== '')
  if (names.length === 0) return null
  if (names.length === 1 && names[0] === '*') return '*'
  const scopes = names.flatMap((name) => SCOPES.find((scope) => scope === name) ?? [])
  return scopes.length === names.length ? new Set(scopes) : null
}

/** The form in which scopes are stored. */
export function formatScopes(scopes: Scopes): string {
  return scopes === '*' ? '*' : [...scopes].sort().join(' ')
}

/** Whether a key with these scopes may do what needs that one. */
export function grants(scopes: Scopes, needed: NeededScope): boolean {
  if (scopes === '*') return true
  if (needed === '*') return false
  if (scopes.has(needed)) return true
  const [resource, verb] = needed.split(':')
  return verb === 'read' && SCOPES.some((s) => s === `${resource}:write` && scopes.has(s))
}
