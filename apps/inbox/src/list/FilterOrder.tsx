import type { JSX } from 'preact'
import { type FilterName, movedBy } from '../models/filter-order.ts'
import type { FilterChip } from '../words/filter-words.ts'
import { MoveButtons } from './MoveButtons.tsx'
import { useMoving } from './use-moving.ts'

export interface FilterOrderProps {
  readonly chips: readonly FilterChip[]
  readonly onReorder: (order: readonly FilterName[]) => void
}

/** The order in which the filters that are set stand above the list, and in its address. */
export function FilterOrder({ chips, onReorder }: FilterOrderProps): JSX.Element {
  const items = chips.map(({ name, text }) => ({ id: name, word: text }))
  const moving = useMoving(items, (id, step) =>
    onReorder(
      movedBy(
        items.map((item) => item.id),
        id,
        step,
      ),
    ),
  )
  return (
    <fieldset class="filter-order">
      <legend>Order of the filters</legend>
      <ul onFocusOut={moving.onFocusOut}>
        {items.map(({ id, word }) => (
          <li key={id} class="movable">
            <bdi>{word}</bdi>
            <MoveButtons id={id} word={word} moving={moving} keys="Alt + ← → on the filter" />
          </li>
        ))}
      </ul>
      <p role="status" class="unseen">
        {moving.said}
      </p>
    </fieldset>
  )
}
