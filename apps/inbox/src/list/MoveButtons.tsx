import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import type { Moving } from './use-moving.ts'

export interface MoveButtonsProps {
  readonly id: string
  readonly word: string
  readonly moving: Moving
  /** The keys that do the same. */
  readonly keys: string
}

/** Moves one of a list up or down. At an end the button stays where it is, so that the focus does. */
export function MoveButtons({ id, word, moving, keys }: MoveButtonsProps): JSX.Element {
  const { isFirst, isLast } = moving.placeOf(id)
  return (
    <>
      <button
        type="button"
        class="icon-button move"
        aria-label={`Move ${word} up`}
        aria-disabled={isFirst}
        title={`Move up ( ${keys} )`}
        onClick={(event) => moving.move(id, -1, event.currentTarget)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="icon-button move"
        aria-label={`Move ${word} down`}
        aria-disabled={isLast}
        title={`Move down ( ${keys} )`}
        onClick={(event) => moving.move(id, 1, event.currentTarget)}
      >
        <Icon name="down" />
      </button>
    </>
  )
}
