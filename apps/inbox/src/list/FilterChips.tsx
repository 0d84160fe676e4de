import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import type { Filters } from '../models/filters.ts'
import type { FilterChip } from '../words/filter-words.ts'

export interface FilterChipsProps {
  readonly chips: readonly FilterChip[]
  readonly onChange: (change: Partial<Filters>) => void
  readonly onClear: () => void
}

/** What is asked for, in words; each can be taken away by itself. */
export function FilterChips({ chips, onChange, onClear }: FilterChipsProps): JSX.Element | null {
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label="Filters that are set">
      {chips.map(({ key, text, without }) => (
        <li key={key}>
          <button type="button" class="chip" onClick={() => onChange(without)}>
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
  )
}
