import type { JSX } from 'preact'
import type { TicketList } from '../models/ticket-list.ts'
import { failureText } from '../words/failure-text.ts'

/** What stands below the rows: more of them, none at all, or why there are none. */
export function ListFoot({ list }: { list: TicketList }): JSX.Element | null {
  const state = list.state.value
  const isEmpty = list.rows.value.length === 0
  if (state.kind === 'failed') {
    return (
      <div class="list-foot" role="alert">
        <p>{failureText(state.error)}</p>
        <button type="button" class="button" onClick={() => void list.reload()}>
          Try again
        </button>
      </div>
    )
  }
  if (state.kind === 'reading')
    return isEmpty ? <p class="list-foot muted">Loading tickets</p> : null
  if (list.hasMore.value) {
    return (
      <div class="list-foot">
        <button type="button" class="button" onClick={() => void list.readMore()}>
          Show older tickets
        </button>
      </div>
    )
  }
  return isEmpty ? <p class="list-foot muted">{emptyText(list)}</p> : null
}

function emptyText(list: TicketList): string {
  const { filter, search } = list.query.value
  if (search !== '') return 'Nothing found. Try fewer letters, or all tickets.'
  if (filter === 'open') return 'Nothing is open. New messages show up here by themselves.'
  return filter === 'resolved' ? 'Nothing is resolved yet.' : 'No tickets yet.'
}
