/** From the core's views to signals: signals live in the panel only. */
import type { View } from '@porchlight/sync'
import type { Signal } from '@preact/signals'

/** Keeps a signal equal to a view. @returns the undo; the last value stays */
export function followView<T>(view: View<T>, into: Signal<T>): () => void {
  into.value = view.get()
  return view.subscribe(() => {
    into.value = view.get()
  })
}
