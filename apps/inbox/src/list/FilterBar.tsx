import type { TicketStatus } from '@porchlight/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX, Ref } from 'preact'
import { Icon } from '../Icon.tsx'
import { type Filters, OPEN_STATUSES } from '../models/filters.ts'
import { OneOf } from '../OneOf.tsx'

const USUAL: readonly (readonly [status: readonly TicketStatus[], word: string])[] = [
  [OPEN_STATUSES, 'Open'],
  [['resolved'], 'Resolved'],
  [[], 'All'],
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
        <OneOf
          choices={USUAL}
          chosen={USUAL.find(([status]) => status.join() === filters.status.join())?.[0]}
          onChoose={(status) => onChange({ status })}
        />
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
