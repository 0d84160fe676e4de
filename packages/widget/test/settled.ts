/** More than anything of ours hands from one task to the next before it is done. */
const TURNS = 8

/**
 * Time for what is drawn later. Turns of the event loop, and no span of time: a busy machine takes
 * longer for each of them, and does as much in it.
 */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((done) => setTimeout(done, 1))
}
