/** The text field itself: its value, its height and its focus, which are the browser's, not ours. */
import { effect, type ReadonlySignal } from '@preact/signals'
import { fitHeight } from './fit-height.ts'

/** What the field follows. */
export interface FieldSignals {
  readonly text: ReadonlySignal<string>
  /** Rises with each wish for the focus. */
  readonly focusRequests: ReadonlySignal<number>
}

/**
 * Keeps a text field equal to the text. The value is set only where it differs: setting it moves
 * the cursor, and would break a word that an input method is composing.
 * @returns the undo
 */
export function followText(field: HTMLTextAreaElement, signals: FieldSignals): () => void {
  const stopText = effect(() => {
    const text = signals.text.value
    if (field.value !== text) field.value = text
    fitHeight(field)
  })
  const stopFocus = effect(() => {
    if (signals.focusRequests.value > 0) field.focus({ preventScroll: true })
  })
  return () => {
    stopText()
    stopFocus()
  }
}
