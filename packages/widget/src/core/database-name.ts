/** Where a chat keeps what it knows. */
import type { ResolvedOptions } from '../api/options.ts'

type Place = Pick<ResolvedOptions, 'apiHost' | 'token'>

/** With or without a slash at its end, it is the same server and the same database. */
export function serverOrigin({ apiHost }: Pick<Place, 'apiHost'>): string {
  return new URL(apiHost, location.href).origin
}

/** One per server and project, so that two chats on one origin do not meet in it. */
export function databaseName(place: Place): string {
  return `porchlight:${serverOrigin(place)}:${place.token}`
}
