/** Who answers, and how they sign in. */
import type { Generated } from 'kysely'

/** The people of a team. */
export interface AgentsTable {
  id: Generated<number>
  project_id: number
  name: string
  /** In lower case. Never told to visitors. */
  email: string
  avatar_url: string | null
  created_at: number
  deleted_at: number | null
}

/** Links that were mailed to agents; each signs in once. */
export interface SignInLinksTable {
  /** SHA-256 of the token, in hex. */
  hash: string
  agent_id: number
  expires_at: number
  used_at: number | null
  created_at: number
}
