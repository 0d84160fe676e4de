/**
 * Everything a leader has under way on the network hangs on one line, so that all of it can be cut
 * at once: a request on a network that has gone away would otherwise hang until it times out.
 */

export interface Line {
  /** Aborted by the next cut. Ask for it anew for each request. */
  signal(): AbortSignal
  /** Ends what is under way now; its outcomes are unknown. */
  cut(): void
}

/** @param signal of the leadership: when it aborts, the line is cut for good */
export function createLine(signal: AbortSignal): Line {
  let controller = new AbortController()
  signal.addEventListener('abort', () => controller.abort())
  return {
    signal: () => controller.signal,
    cut() {
      const cutOff = controller
      if (!signal.aborted) controller = new AbortController()
      cutOff.abort()
    },
  }
}
