/** Answers of the assistant while they are written. */

/** Answers under way, and those that are over. */
export interface RunsTable {
  id: string
  project_id: number
  conversation_id: string
  /** Id of the message this run writes. */
  answer_id: string
  /** `warm`: it waits for a message to answer, and keeps a place in the pool. */
  state: 'warm' | 'active' | 'ended'
  /** Why it ended; null while active. */
  outcome: RunOutcome | null
  /** The thread's `last_seq` when the run began: the answer comes after it. */
  base_seq: number
  /** Rises with each take-over: a holder with an older epoch can write nothing any more. */
  epoch: number
  /** Null until a node has claimed the run; of a warm one, when it is given up. */
  lease_until: number | null
  /** The process that gives it up when it shuts down; null for a run that was never warm. */
  warmed_by: string | null
  created_at: number
  /** Null while it is warm, and for one that was nothing else. */
  begun_at: number | null
  ended_at: number | null
}

/** `lost`: the process that wrote it died or shut down. `unused`: it was warm, and no message came. */
export type RunOutcome = 'done' | 'canceled' | 'failed' | 'lost' | 'unused'

/** An answer as far as it got, piece by piece, for whoever attaches to it. */
export interface RunFramesTable {
  run_id: string
  /** 1, 2, 3 … within the run. */
  n: number
  /** What this frame adds to the text. */
  text: string
  /** JSON array: all citations so far. */
  citations: string
}
