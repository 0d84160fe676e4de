/** A few places that many may want: who comes when all are taken waits for its turn. */
export interface Slots {
  /** Runs the task in a place of its own, as soon as there is one. */
  use<T>(task: () => Promise<T>): Promise<T>
}

export function createSlots(places: number): Slots {
  const waiting: (() => void)[] = []
  let free = places
  return {
    async use(task) {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await task()
      } finally {
        const next = waiting.shift()
        // The place goes from hand to hand, so that nobody can come in between.
        if (next === undefined) free++
        else next()
      }
    },
  }
}
