/** What people do at this moment, between the file that hears of it and the file that draws it. */
import type { ThreadId } from '@porchlight/protocol'
import type { Sync } from '@porchlight/sync'

/** A core of the widget's. */
export interface LiveSync extends Sync {
  /**
   * What goes on beside what is stored; absent where the server is not ours. Rejects when its file
   * cannot be had.
   */
  readonly activity?: () => Promise<Activity>
}

export interface Activity {
  /** Calls back at once, and after each change. @returns the undo */
  follow(onState: (state: ActivityState) => void): () => void
  /**
   * What the visitor has written by now, and where; null where nobody sees it. That they write is told
   * to the team, and nothing of what.
   */
  typed(thread: ThreadId | null, text: string): void
}

export interface ActivityState {
  /** Somebody of the team is there, as far as was heard. */
  readonly isTeamHere: boolean
  /** Names of those who write now, as they stand over replies. */
  readonly writers: ReadonlyMap<ThreadId, string | null>
}
