/** What goes wrong on the way to the fake API and back. */
import { problem } from './fake-answers.ts'

/** What happens to the next request that fits, instead of an answer. */
export interface Fault {
  /** The beginning of the request, such as `PATCH tickets/`. */
  readonly to: string
  /**
   * `lost`: carried out, but the answer does not arrive. `until`: the request arrives late.
   * `answeredAfter`: it is carried out at once, and its answer arrives late.
   */
  readonly as:
    | 'offline'
    | 'lost'
    | { readonly until: Promise<void> }
    | { readonly answeredAfter: Promise<void> }
    | { readonly status: number; readonly code: string }
}

export interface Faults {
  add(fault: Fault): void
  /** Lets a request through to be carried out, or not, as was asked for. */
  meet(
    request: string,
    signal: AbortSignal | null | undefined,
    carryOut: () => Response,
  ): Promise<Response>
}

export function createFaults(): Faults {
  const waiting: Fault[] = []

  function take(request: string): Fault['as'] | undefined {
    const n = waiting.findIndex(({ to }) => request.startsWith(to))
    return n === -1 ? undefined : waiting.splice(n, 1)[0]?.as
  }

  return {
    add: (fault) => void waiting.push(fault),
    async meet(request, signal, carryOut) {
      const fault = take(request)
      if (fault === 'offline') throw new TypeError('cut')
      if (typeof fault === 'object' && 'status' in fault) return problem(fault.status, fault.code)
      if (typeof fault === 'object' && 'until' in fault) await fault.until
      signal?.throwIfAborted()
      const response = carryOut()
      if (fault === 'lost') throw new TypeError('cut')
      if (typeof fault === 'object' && 'answeredAfter' in fault) await fault.answeredAfter
      signal?.throwIfAborted()
      return response
    },
  }
}
