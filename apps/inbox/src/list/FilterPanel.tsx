import { type Agent, CHANNEL_SOURCES } from '@porchlight/protocol'
import type { JSX } from 'preact'
import type { FilterName } from '../models/filter-order.ts'
import { type Assigned, type Filters, NO_FILTERS } from '../models/filters.ts'
import { PRIORITIES } from '../models/filters-address.ts'
import {
  assignedWord,
  CHANNEL_WORDS,
  type FilterChip,
  ORDER_WORDS,
  PRIORITY_WORDS,
  SINCE_WORDS,
  SLA_WORDS,
} from '../words/filter-words.ts'
import { STATUS_WORDS, STATUSES } from '../words/status-words.ts'
import { FilterOrder } from './FilterOrder.tsx'
import { TagField } from './TagField.tsx'

export interface FilterPanelProps {
  readonly filters: Filters
  readonly agents: readonly Agent[]
  /** Whether "me" is anybody. */
  readonly isSomebody: boolean
  /** Tags that are in use, as far as is known. */
  readonly knownTags: readonly string[]
  /** Those that are set, as they are shown. */
  readonly chips: readonly FilterChip[]
  readonly onChange: (change: Partial<Filters>) => void
  readonly onReorder: (order: readonly FilterName[]) => void
  readonly onClose: () => void
}

/** Everything the list can be asked for. Each change counts at once. */
export function FilterPanel(props: FilterPanelProps): JSX.Element {
  const { filters, agents, isSomebody, knownTags, chips, onChange, onReorder, onClose } = props
  const people: readonly Assigned[] = [
    ...(isSomebody ? (['me'] as const) : []),
    'unassigned',
    ...agents.map(({ id }): Assigned => `user:${id}`),
  ]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any of its fields
    <div
      id="filter-panel"
      class="filter-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <Several
        legend="Status"
        values={STATUSES}
        chosen={filters.status}
        word={(status) => STATUS_WORDS[status]}
        onChoose={(status) => onChange({ status })}
      />
      <Several
        legend="Priority"
        values={PRIORITIES}
        chosen={filters.priority}
        word={(priority) => PRIORITY_WORDS[priority]}
        onChoose={(priority) => onChange({ priority })}
      />
      <Several
        legend="With"
        values={people}
        chosen={filters.assignee}
        word={(who) => assignedWord(who, agents)}
        onChoose={(assignee) => onChange({ assignee })}
      />
      <TagField
        label="Tagged"
        tags={filters.tags}
        knownTags={knownTags}
        onChange={(tags) => onChange({ tags })}
      />
      {filters.tags.length > 1 && (
        <One
          label="Of these tags"
          value={filters.tagsMatch}
          words={{ any: 'One is enough', all: 'All must be there' }}
          onChoose={(match) => onChange({ tagsMatch: match === 'all' ? 'all' : 'any' })}
        />
      )}
      <TagField
        label="Not tagged"
        tags={filters.tagsExclude}
        knownTags={knownTags}
        onChange={(tagsExclude) => onChange({ tagsExclude })}
      />
      <div class="filter-grid">
        <One
          label="Response time"
          value={filters.sla ?? ''}
          words={{ '': 'Any', ...SLA_WORDS }}
          onChoose={(sla) => onChange({ sla: keyOf(SLA_WORDS, sla) })}
        />
        <One
          label="Snoozed"
          value={String(filters.snoozed ?? '')}
          words={{ '': 'Both', true: 'Only snoozed', false: 'Not snoozed' }}
          onChoose={(text) => onChange({ snoozed: text === '' ? null : text === 'true' })}
        />
        <One
          label="Came by"
          value={filters.channel ?? ''}
          words={{ '': 'Any way', ...CHANNEL_WORDS }}
          onChoose={(text) =>
            onChange({ channel: CHANNEL_SOURCES.find((channel) => channel === text) ?? null })
          }
        />
        <One
          label="Active"
          value={filters.dateFrom in SINCE_WORDS ? filters.dateFrom : ''}
          words={{ '': 'At any time', ...SINCE_WORDS }}
          onChoose={(dateFrom) => onChange({ dateFrom, dateTo: '' })}
        />
        <Day
          label="From"
          value={filters.dateFrom}
          onChoose={(dateFrom) => onChange({ dateFrom })}
        />
        <Day label="Until" value={filters.dateTo} onChoose={(dateTo) => onChange({ dateTo })} />
        <One
          label="Order"
          value={filters.order}
          words={ORDER_WORDS}
          onChoose={(order) => onChange({ order: keyOf(ORDER_WORDS, order) ?? NO_FILTERS.order })}
        />
      </div>
      {chips.length > 1 && <FilterOrder chips={chips} onReorder={onReorder} />}
      <button type="button" class="button" onClick={onClose}>
        Done
      </button>
    </div>
  )
}

interface SeveralProps<T extends string> {
  readonly legend: string
  readonly values: readonly T[]
  readonly chosen: readonly T[]
  readonly word: (value: T) => string
  readonly onChoose: (chosen: readonly T[]) => void
}

/** In the order of the values, so that the same choice is always written in the same way. */
function Several<T extends string>(props: SeveralProps<T>): JSX.Element {
  const { legend, values, chosen, word, onChoose } = props
  return (
    <fieldset class="several">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value} class="filter">
          <input
            class="unseen"
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) => {
              const isIn = event.currentTarget.checked
              onChoose(values.filter((each) => (each === value ? isIn : chosen.includes(each))))
            }}
          />
          <span>{word(value)}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface OneProps {
  readonly label: string
  readonly value: string
  readonly words: Readonly<Record<string, string>>
  readonly onChoose: (value: string) => void
}

function One({ label, value, words, onChoose }: OneProps): JSX.Element {
  return (
    <label class="one">
      <span>{label}</span>
      <select class="field" value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {Object.entries(words).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}

function Day({ label, value, onChoose }: Omit<OneProps, 'words'>): JSX.Element {
  return (
    <label class="one">
      <span>{label}</span>
      <input
        class="field"
        type="date"
        value={value.startsWith('-') ? '' : value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
    </label>
  )
}

function keyOf<K extends string>(
  words: Readonly<Partial<Record<K, string>>>,
  key: string,
): K | null {
  return key in words ? (key as K) : null
}
