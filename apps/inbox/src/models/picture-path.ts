/** Pictures that may be fetched: those that this very server keeps. */
import type { Agent } from '@porchlight/protocol'

const PICTURES = /^\/api\/agents\/v1\/pictures\/[\w-]+$/

/**
 * Where the picture of an agent is, as a path: so whatever the origin is under which it is told, it is
 * fetched from where this page came from, and from nowhere else.
 *
 * @returns null for none, and for one that is elsewhere, which nobody's browser is to ask for
 */
export function picturePath({ avatar_url: address }: Pick<Agent, 'avatar_url'>): string | null {
  if (address === null || !URL.canParse(address)) return null
  const { pathname } = new URL(address)
  return PICTURES.test(pathname) ? pathname : null
}
