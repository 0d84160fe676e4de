import type { Ticket } from '@porchlight/protocol'
import type { JSX } from 'preact'
import type { Selection } from '../models/selection.ts'
import type { Work } from '../models/work.ts'
import { STATUS_WORDS, STATUSES } from '../words/status-words.ts'

export interface BulkBarProps {
  readonly selection: Selection
  readonly work: Work
  readonly rows: readonly Ticket[]
  readonly knownTags: readonly string[]
}

/** What can be done with the tickets that are chosen; not there while none is. */
export function BulkBar({ selection, work, rows, knownTags }: BulkBarProps): JSX.Element | null {
  const ids = selection.ids.value
  if (ids.length === 0) return null
  const chosen = new Set(ids)
  const tags = [...new Set(rows.filter(({ id }) => chosen.has(id)).flatMap((row) => row.tags))]
  return (
    <section class="bulk" aria-label="Chosen tickets">
      <p>
        <b>{ids.length}</b> chosen
      </p>
      <button type="button" class="text-button" onClick={selection.all}>
        All
      </button>
      <button type="button" class="text-button" onClick={selection.clear}>
        None
      </button>
      <div class="bulk-fields">
        <select
          class="field"
          aria-label="Set the status"
          value=""
          onChange={(event) => {
            const wanted = STATUSES.find((status) => status === event.currentTarget.value)
            event.currentTarget.value = ''
            if (wanted !== undefined) void work.changeStatuses(ids, wanted)
          }}
        >
          <option value="">Status</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </select>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const tag = String(new FormData(event.currentTarget).get('tag') ?? '').trim()
            event.currentTarget.reset()
            if (tag !== '') void work.changeTags(ids, 'add', tag)
          }}
        >
          <input
            class="field"
            name="tag"
            aria-label="Add a tag"
            placeholder="Add a tag"
            maxLength={100}
            autocomplete="off"
            list="bulk-tags"
          />
          <datalist id="bulk-tags">
            {knownTags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </form>
        {tags.length > 0 && (
          <select
            class="field"
            aria-label="Take a tag away"
            value=""
            onChange={(event) => {
              const tag = event.currentTarget.value
              event.currentTarget.value = ''
              if (tag !== '') void work.changeTags(ids, 'remove', tag)
            }}
          >
            <option value="">Untag</option>
            {tags.map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </select>
        )}
      </div>
    </section>
  )
}
