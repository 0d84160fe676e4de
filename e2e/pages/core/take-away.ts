/** Makes the browser poorer, or its clock wrong, before the core looks at it. */
import type { CoreOptions } from './core-page.ts'

export function takeAway({ without, clockOffsetMs }: CoreOptions): void {
  if (without.includes('locks')) {
    Reflect.deleteProperty(Navigator.prototype, 'locks')
  }
  if (without.includes('channel')) Reflect.deleteProperty(globalThis, 'BroadcastChannel')
  offsetMs = clockOffsetMs
  replaceClock()
}

let offsetMs = 0

/** Sets the wall clock of the page. Run time, as `performance.now()` and timers count it, goes on. */
export function setClock(toOffsetMs: number): void {
  offsetMs = toOffsetMs
}

function replaceClock(): void {
  const RealDate = Date
  const now = (): number => RealDate.now() + offsetMs
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args) as object,
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
}
