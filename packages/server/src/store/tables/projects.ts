/** Projects, and the keys that open them or prove who their visitors are. */
import type { Generated } from 'kysely'

/** A site, or several, with one team. */
export interface ProjectsTable {
  id: number
  name: string
  widget_token: string
  /** JSON of `WidgetSettings`. */
  settings: string
  /** JSON of `ConversationsSettings`, without what has its default. */
  conversations_settings: Generated<string>
  /** The number the next ticket gets. */
  next_ticket_number: number
  created_at: number
}

/** What servers and agents show to be let in. */
export interface ApiKeysTable {
  /** SHA-256 of the key, in hex. */
  hash: string
  project_id: number
  /** For people: what the key is for. */
  name: string | null
  /** Scopes separated by spaces, or `*` for all. */
  scopes: string
  /** The agent in whose name it acts; null for a server. */
  agent_id: number | null
  /** The agent whose key made it, or made the key that did; null for one of a server or a command. */
  made_by: number | null
  /** Null: it lives until it is revoked. */
  expires_at: number | null
  revoked_at: number | null
  created_at: number
}

/** What proofs of identity are checked with. */
export interface IdentityKeysTable {
  project_id: number
  /** Names the key in the head of a JWT, and to the people who configure it. */
  kid: string
  algorithm: IdentityAlgorithm
  /** The shared secret, or a public key as PEM. A secret is kept as it is: it has to be computed with. */
  key: string
  created_at: number
}

/** How a site proves who a visitor is: `hash` is the HMAC of the published API, the rest sign JWTs. */
export type IdentityAlgorithm = 'hash' | 'HS256' | 'ES256' | 'EdDSA'
