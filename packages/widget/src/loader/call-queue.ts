/**
 * The one global name. Before the script has come it is a function that collects calls; then it is
 * one that runs them, and has the same names as methods.
 */
import type { CallableChat } from '../api/chat.ts'

declare global {
  interface Window {
    porchlight?: unknown
    porchlightSettings?: unknown
  }
}

/** One call: its values, and where its result goes. What the snippet keeps is a list of these. */
type Call = readonly [values: readonly unknown[], resolve: (result: unknown) => void]

/** Whether a copy of the script runs on this page already, of this version or another. */
export function isInstalled(): boolean {
  return 'destroy' in stub()
}

/** Where the snippet has us from, if it was the snippet. */
export function snippetAddress(): string | undefined {
  return stub().u
}

/**
 * Installs the global and runs the calls that were made before, in order. Who has kept what the
 * snippet made reaches the chat by it too.
 */
export function installGlobal(chat: CallableChat): void {
  const { q: calls } = stub()
  const run = ([values, resolve]: Call): void => resolve(Reflect.apply(chat, null, values))
  // A page that has taken the name for good goes without.
  Reflect.set(window, 'porchlight', chat)
  if (!Array.isArray(calls)) return
  for (const call of calls.splice(0)) {
    try {
      run(call)
    } catch {
      // Not a call of the snippet's.
    }
  }
  calls.push = (call) => {
    run(call)
    return 0
  }
}

/** Leaves the page without the name, unless it is another's by now. */
export function removeGlobal(chat: CallableChat): void {
  if (window.porchlight === chat) delete window.porchlight
}

/** What has the name now. Elements with such an id are not asked; anything may be missing. */
function stub(): { readonly q?: unknown; readonly u?: string } {
  const { porchlight } = window
  return porchlight instanceof Function ? (porchlight as object) : {}
}
