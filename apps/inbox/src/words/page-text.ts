/** Where a visitor was when they last wrote. */
import type { Ticket } from '@porchlight/protocol'

/**
 * The path alone, which tells the page within the site; null when nobody said it. The site and its
 * visitor say it, so that it may be anything.
 */
export function pageOf({ session_context: context }: Ticket): string | null {
  const url = context.current_url
  if (typeof url !== 'string') return null
  try {
    const { pathname } = new URL(url)
    return decodeURI(pathname)
  } catch {
    return null
  }
}
