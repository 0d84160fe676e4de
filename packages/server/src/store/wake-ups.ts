/**
 * In-process wake-ups, sent after a commit. They carry no data: whoever wakes reads the tables, so
 * a lost or doubled wake-up costs time and never truth.
 */

/**
 * - `visitor:<id>`, `project:<id>`: there are new events for this reader of the feed.
 * - `conversation:<id>`: something in this thread changed, frames of a run included.
 * - `revoked:<id>`: the tokens of this visitor are good no longer.
 * - `runs`: a run began or ended. `drains`: a queue has a new time to be drained.
 * - `mails`: a mail waits to be sent.
 */
export type Topic =
  | `visitor:${string}`
  | `project:${number}`
  | `conversation:${string}`
  | `revoked:${string}`
  | 'runs'
  | 'drains'
  | 'mails'

export interface WakeUps {
  wake(topics: Iterable<Topic>): void
  /** @returns the undo */
  subscribe(topic: Topic, onWake: () => void): () => void
}

/** @returns a bus for one process */
export function createWakeUps(): WakeUps {
  const sleepersByTopic = new Map<Topic, Set<() => void>>()
  return {
    wake(topics) {
      for (const topic of topics) {
        for (const onWake of [...(sleepersByTopic.get(topic) ?? [])]) onWake()
      }
    },
    subscribe(topic, onWake) {
      const sleepers = sleepersByTopic.get(topic) ?? new Set()
      sleepersByTopic.set(topic, sleepers)
      sleepers.add(onWake)
      return () => {
        sleepers.delete(onWake)
        if (sleepers.size === 0) sleepersByTopic.delete(topic)
      }
    },
  }
}
