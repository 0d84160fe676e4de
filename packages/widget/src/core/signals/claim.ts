/** Of all tabs that hear of the same, one does something about it. */

/** Longer than the tabs take to hear of it, one after the other. */
const HOLD_MS = 3_000

/** So much later hidden tabs ask: one that is seen goes first. */
const HIDDEN_DELAY_MS = 250

/** @param name of what is to be done once. @returns whether this tab is the one */
export async function claim(name: string): Promise<boolean> {
  if (document.hidden) await pass(HIDDEN_DELAY_MS)
  // Plain http pages and old engines have no locks, and no way to agree in time.
  if (!('locks' in navigator)) return !document.hidden
  return await new Promise((resolve) => {
    navigator.locks
      .request(name, { ifAvailable: true }, async (lock) => {
        resolve(lock !== null)
        if (lock !== null) await pass(HOLD_MS)
      })
      .catch(() => resolve(false))
  })
}

function pass(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
