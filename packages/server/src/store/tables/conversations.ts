/** What is written in threads, and the events that tell of it. */
import type { AgentMode, Author } from '@porchlight/protocol'
import type { Generated } from 'kysely'
import type { Flag } from './flag.ts'

/** Threads, as they are for visitors. */
export interface ConversationsTable {
  id: string
  project_id: number
  /** Null for a conversation begun by a key. */
  visitor_id: string | null
  title: string | null
  mode: 'assistant' | 'people'
  type: 'assistant' | 'deep_research'
  /** `sandbox`: made by `open`, and sent to by it alone. */
  agent_runtime: 'langgraph' | 'sandbox'
  /** The mode that was asked for last. */
  agent_mode: AgentMode | null
  /** The active run, or null. The `runs` table says the same; both change in one transaction. */
  run_id: string | null
  /** The next place of a message, posted or queued. */
  next_seq: number
  /** Place of the last posted message that is not a private note. */
  last_seq: number
  read_seq: number
  team_read_seq: number
  /** `posted_us` of the message that was posted last. */
  last_posted_us: number
  rev: number
  /** When the queued rows are to be posted at the latest, 0 once they are due; null: none wait. */
  drain_at: number | null
  deleted_at: number | null
  /** When all that was in it was erased; null for one that has what it had. */
  erased_at: number | null
  created_at: number
  updated_at: number
}

/** Rows of threads: posted, waiting in the queue, or taken back. */
export interface MessagesTable {
  conversation_id: string
  id: string
  state: 'queued' | 'posted' | 'withdrawn'
  author: Author
  author_name: string | null
  /** Who of the team has written it; null where nobody of them has, or where it is not known. */
  agent_id: number | null
  content: string
  /** Null until the row is posted. */
  seq: number | null
  /** Order among queued rows. */
  queue_seq: number | null
  rev: number
  is_private: Flag
  incomplete: Flag
  /** JSON of the editor's document beside `content`; null when there is none. */
  rich_content: string | null
  /** JSON array of citations. */
  citations: string
  /** Microseconds since 1970, rising with `seq` within a thread; null until the row is posted. */
  posted_us: number | null
  /** JSON of `SentWith`; null when nothing came with it. */
  sent_with: string | null
  created_at: number
}

/** What feeds tell, in the order of the feed. */
export interface EventsTable {
  id: Generated<number>
  /** The transaction that wrote it, on PostgreSQL; 0 on SQLite. The feed's order is (tx_id, id). */
  tx_id: Generated<number>
  project_id: number
  /** The visitor who may read it; null when only the team may. */
  visitor_id: string | null
  conversation_id: string
  kind: 'message' | 'thread'
  /** Set for `message`. */
  message_id: string | null
  created_at: number
}
