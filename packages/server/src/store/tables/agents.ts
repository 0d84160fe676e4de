/** Who answers, and how they sign in. */
import type { Generated } from 'kysely'

/** The people of a team. */
export interface AgentsTable {
  id: Generated<number>
  project_id: number
  name: string
  /** In lower case. Never told to visitors. */
  email: string
  /**
   * Where their picture is: below this server, for one that it keeps; elsewhere, for one that somebody has
   * named before there were such.
   */
  avatar_url: string | null
  created_at: number
  deleted_at: number | null
}

/** One picture of each who has one. */
export interface AgentPicturesTable {
  /** Random, and new with each picture: whoever knows it may have the picture, for ever the same. */
  id: string
  agent_id: number
  media_type: string
  /** As base64: it is small, and text is what both engines carry alike. */
  content: string
  created_at: number
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
