/**
 * The one global name. Before the script has come it is a function that collects calls; then it is
 * one that runs them, and has the same names as methods. From then on it never changes.
 */
import type { Chat } from '../api/chat.ts'
import type { Warn } from '../api/warn.ts'

/** `porchlight('open')` and `porchlight.open()` do the same. */
export type PorchlightGlobal = Chat & ((command: string, ...values: unknown[]) => unknown)

declare global {
  interface Window {
    porchlight?: unknown
    porchlightSettings?: unknown
  }
}

/** Whether a copy of the script runs on this page already. */
export function isInstalled(): boolean {
  return typeof window.porchlight === 'function' && 'destroy' in window.porchlight
}

/** Installs the global and runs the calls that were made before. An unknown command does nothing. */
export function installGlobal(chat: Chat, warn: Warn): void {
  const calls = queuedCalls(window.porchlight)

  function run(command?: unknown, ...values: readonly unknown[]): unknown {
    const found = new Map<unknown, unknown>(Object.entries(global)).get(command)
    if (typeof found === 'function') return found(...values)
    warn(`unknown command: ${String(command)}`)
    return undefined
  }

  const global: PorchlightGlobal = Object.assign(run, chat, {
    async destroy() {
      if (window.porchlight === global) delete window.porchlight
      await chat.destroy()
    },
  })
  window.porchlight = global
  for (const call of calls) {
    try {
      run(...Array.from(call))
    } catch (error) {
      warn(String(error))
    }
  }
}

/** The snippet keeps the `arguments` of each call in `q`. */
function queuedCalls(stub: unknown): readonly ArrayLike<unknown>[] {
  return typeof stub === 'function' && 'q' in stub && Array.isArray(stub.q) ? stub.q : []
}
