import type { JSX } from 'preact'
import type { Filter } from '../models/listing.ts'

const FILTERS: readonly { readonly value: Filter; readonly word: string }[] = [
  { value: 'open', word: 'Open' },
  { value: 'resolved', word: 'Resolved' },
  { value: 'all', word: 'All' },
]

export interface FilterBarProps {
  readonly filter: Filter
  readonly onChoose: (filter: Filter) => void
}

export function FilterBar({ filter, onChoose }: FilterBarProps): JSX.Element {
  return (
    <fieldset class="filters">
      <legend class="unseen">Show</legend>
      {FILTERS.map(({ value, word }) => (
        <label key={value} class="filter">
          <input
            class="unseen"
            type="radio"
            name="filter"
            value={value}
            checked={value === filter}
            onChange={() => onChoose(value)}
          />
          <span>{word}</span>
        </label>
      ))}
    </fieldset>
  )
}
