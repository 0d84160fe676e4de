/** Who asks, and what their browsers show to be let in again. */
import type { Generated } from 'kysely'
import type { Flag } from './flag.ts'

/** A browser, or all browsers of a person who was proven. */
export interface VisitorsTable {
  id: string
  project_id: number
  /** Who the site has proven this visitor to be; null for somebody anonymous. */
  subject: Generated<string | null>
  /** JSON object of the scalars that came with the proof. */
  verified_traits: Generated<string | null>
  /** How a browser with a stock client names itself; null for all other visitors. */
  widget_session_id: Generated<string | null>
  created_at: number
}

/** Each is used once, and begins an access token and the next one of its family. */
export interface RefreshTokensTable {
  hash: string
  visitor_id: string
  /** Hash of the token that replaced this one; null while it is unused. */
  successor_hash: string | null
  used_at: number | null
  revoked: Flag
  created_at: number
}

/** What requests of a visitor show. */
export interface AccessTokensTable {
  hash: string
  visitor_id: string
  expires_at: number
}

/** Links that were mailed to visitors, to get their conversations back. */
export interface RestoreTokensTable {
  /** SHA-256 of the token, in hex. */
  hash: string
  project_id: number
  /** In lower case. */
  email: string
  expires_at: number
  /** When it was redeemed, or became void because another one was. */
  used_at: number | null
  created_at: number
}
