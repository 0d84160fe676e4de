/**
 * Wake-ups, sent after a commit. They carry no data: whoever wakes reads the tables, so a lost or
 * doubled wake-up costs time and never truth.
 */

/**
 * - `visitor:<id>`, `project:<id>`: there are new events for this reader of the feed.
 * - `conversation:<id>`: something in this thread changed, frames of a run included.
 * - `revoked:<id>`: the tokens of this visitor are good no longer.
 * - `runs`: a run began or ended. `drains`: a queue has a new time to be drained.
 * - `knowledge`: articles have changed.
 * - `mails`: a mail waits to be sent. `deliveries`: a webhook has something to tell. `snoozes`: a ticket is to come back at a new time.
 */
export type Topic =
  | `visitor:${string}`
  | `project:${number}`
  | `conversation:${string}`
  | `revoked:${string}`
  | 'runs'
  | 'drains'
  | 'mails'
  | 'deliveries'
  | 'notices'
  | 'snoozes'
  | 'knowledge'

/** Whether those who wait for it read the feed. */
export function isFeedTopic(topic: Topic): boolean {
  return topic.startsWith('visitor:') || topic.startsWith('project:')
}

export interface WakeUps {
  wake(topics: Iterable<Topic>): void
  /** @returns the undo */
  subscribe(topic: Topic, onWake: () => void): () => void
}

/** Those who wait for it take it as the fact itself: a needless wake-up would end streams. */
function isEnd(topic: Topic): boolean {
  return topic.startsWith('revoked:')
}

/** Wake-ups that stay in this process. */
export interface LocalWakeUps extends WakeUps {
  /** For when some may have been missed. */
  wakeAll(): void
  /** Whether anybody waits for this topic now. */
  isAwaited(topic: Topic): boolean
}

/** @returns a bus for one process */
export function createWakeUps(): LocalWakeUps {
  const sleepersByTopic = new Map<Topic, Set<() => void>>()

  function wake(topics: Iterable<Topic>): void {
    for (const topic of topics) {
      for (const onWake of [...(sleepersByTopic.get(topic) ?? [])]) onWake()
    }
  }

  return {
    wake,
    wakeAll: () => wake([...sleepersByTopic.keys()].filter((topic) => !isEnd(topic))),
    isAwaited: (topic) => sleepersByTopic.has(topic),
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
