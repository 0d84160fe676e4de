/** What a key means in the composer. */

/** The part of a `KeyboardEvent` that decides. */
export interface ComposerKey {
  readonly key: string
  readonly keyCode: number
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly isComposing: boolean
}

/** Sent for every key that an input method consumes, by browsers without `isComposing` in time. */
const CONSUMED_BY_INPUT_METHOD = 229

/**
 * Whether this key belongs to an input method, which uses Enter to choose a word. Safari ends the
 * composition before it sends the Enter, and then only the old code tells.
 */
export function isOfInputMethod(event: Pick<ComposerKey, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === CONSUMED_BY_INPUT_METHOD
}

/** Enter sends; with a modifier it is left to the browser, which breaks the line. */
export function isSendKey(event: ComposerKey): boolean {
  const isModified = event.shiftKey || event.altKey || event.ctrlKey || event.metaKey
  return event.key === 'Enter' && !isModified && !isOfInputMethod(event)
}
