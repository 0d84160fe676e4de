import type { TicketStatus } from '@porchlight/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX, Ref } from 'preact'
import { Icon } from '../Icon.tsx'
import { type Filters, OPEN_STATUSES } from '../models/filters.ts'

const USUAL: readonly { readonly status: readonly TicketStatus[]; readonly word: string }[] = [
  { status: OPEN_STATUSES, word: 'Open' },
  { status: ['resolved'], word: 'Resolved' },
  { status: [], word: 'All' },
]

export interface FilterBarProps {
  readonly filters: Filters
  /** How many filters are set beside these. */
  readonly setCount: number
  readonly isPanelOpen: ReadonlySignal<boolean>
  readonly toggleRef: Ref<HTMLButtonElement>
  readonly onChange: (change: Partial<Filters>) => void
  readonly onToggle: () => void
}

/** The statuses that are asked for most, and the way to everything else. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const { filters, setCount, isPanelOpen, toggleRef, onChange, onToggle } = props
  return (
    <div class="filter-bar">
      <fieldset class="filters">
        <legend class="unseen">Show</legend>
        {USUAL.map(({ status, word }) => (
          <label key={word} class="filter">
            <input
              class="unseen"
              type="radio"
              name="filter"
              checked={status.join() === filters.status.join()}
              onChange={() => onChange({ status })}
            />
            <span>{word}</span>
          </label>
        ))}
      </fieldset>
      <button
        ref={toggleRef}
        type="button"
        class="button button-quiet filter-toggle"
        aria-expanded={isPanelOpen.value}
        aria-controls="filter-panel"
        title="Filters and order ( f )"
        onClick={onToggle}
      >
        <Icon name="filter" />
        Filters
        {setCount > 0 && (
          <span class="badge">
            {setCount}
            <span class="unseen"> set</span>
          </span>
        )}
      </button>
    </div>
  )
}
