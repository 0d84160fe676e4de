import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import { type FilterName, movedBy } from '../models/filter-order.ts'
import type { Filters } from '../models/filters.ts'
import type { FilterChip } from '../words/filter-words.ts'
import { stepOfKey, useMoving } from './use-moving.ts'

export interface FilterChipsProps {
  readonly chips: readonly FilterChip[]
  readonly onChange: (change: Partial<Filters>) => void
  readonly onReorder: (order: readonly FilterName[]) => void
  readonly onClear: () => void
}

/** What is asked for, in words; each can be taken away by itself, and moved by Alt with an arrow. */
export function FilterChips(props: FilterChipsProps): JSX.Element | null {
  const { chips, onChange, onReorder, onClear } = props
  const names = chips.map(({ name }) => name)
  const items = chips.map(({ name, text }) => ({ id: name, word: text }))
  const moving = useMoving(items, (name, step) => onReorder(movedBy(names, name, step)))
  if (chips.length === 0) return null
  return (
    <>
      <ul class="chips" aria-label="Filters that are set" onFocusOut={moving.onFocusOut}>
        {chips.map(({ name, text, without }) => (
          <li key={name}>
            <button
              type="button"
              class="chip"
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
              title={chips.length > 1 ? 'Take away, or move it ( Alt + ← → )' : undefined}
              onClick={() => onChange(without)}
              onKeyDown={(event) => {
                const step = stepOfKey(event, { back: 'ArrowLeft', on: 'ArrowRight' })
                if (step === null) return
                // At an end too: the browser would go back a page.
                event.preventDefault()
                moving.move(name, step, event.currentTarget)
              }}
            >
              <bdi>{text}</bdi>
              <Icon name="close" />
              <span class="unseen">, take away</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="text-button" onClick={onClear}>
            Clear all
          </button>
        </li>
      </ul>
      <p role="status" class="unseen">
        {moving.said}
      </p>
    </>
  )
}
