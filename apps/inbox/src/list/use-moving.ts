/** What a list needs whose items can be moved: the focus stays on what moves, and its place is said. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

/** One of the list. */
export interface Movable<Id extends string = string> {
  readonly id: Id
  readonly word: string
}

export interface Moving<Id extends string = string> {
  /** Where that one stands which was moved last, such as "Urgent, 2 of 5"; for a live region. */
  readonly said: string
  placeOf(id: Id): { readonly isFirst: boolean; readonly isLast: boolean }
  /** @param by what has the focus: an element of the item, which is moved along with it */
  move(id: Id, step: -1 | 1, by: HTMLElement): void
  /** For the list: whoever goes elsewhere is not fetched back. */
  onFocusOut(event: FocusEvent): void
}

/**
 * An element that is put elsewhere in the document loses the focus. It gets it again after every change of the
 * order, also when a move is taken back, until somebody gives it to another one.
 */
export function useMoving<Id extends string>(
  items: readonly Movable<Id>[],
  onMove: (id: Id, step: -1 | 1) => void,
): Moving<Id> {
  const movedId = useSignal<Id | null>(null)
  const heldRef = useRef<HTMLElement | null>(null)
  const order = items.map(({ id }) => id)
  useLayoutEffect(() => {
    const held = heldRef.current
    if (held === null) return
    const { activeElement, body } = held.ownerDocument
    if (activeElement === null || activeElement === body || activeElement === held) {
      return held.focus()
    }
    // Gone elsewhere by way of nowhere, as by a click on empty ground: no event has said so.
    heldRef.current = null
    movedId.value = null
  }, [order.join()])
  const last = items.findIndex(({ id }) => id === movedId.value)
  const placeOf = (id: Id) => ({ isFirst: order[0] === id, isLast: order.at(-1) === id })
  return {
    said: last === -1 ? '' : `${items[last]?.word}, ${last + 1} of ${items.length}`,
    placeOf,
    move(id, step, by) {
      const { isFirst, isLast } = placeOf(id)
      if (step === -1 ? isFirst : isLast) return
      movedId.value = id
      heldRef.current = by
      onMove(id, step)
    },
    onFocusOut(event) {
      if (event.relatedTarget === null) return
      heldRef.current = null
      if (!isWithin(event)) movedId.value = null
    },
  }
}

/**
 * What a key asks for that moves items: Alt with one of these, and nothing else held. With more of them it is
 * the browser's, or a screen reader's.
 */
export function stepOfKey(
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  { back, on }: { readonly back: string; readonly on: string },
): -1 | 1 | null {
  if (!altKey || ctrlKey || metaKey || shiftKey) return null
  return key === back ? -1 : key === on ? 1 : null
}

/** Going from one item to the next is no leaving. */
function isWithin({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return (
    currentTarget instanceof Node &&
    relatedTarget instanceof Node &&
    currentTarget.contains(relatedTarget)
  )
}
