import type { JSX } from 'preact'
import type { TicketList } from '../models/ticket-list.ts'
import { failureText } from '../words/failure-text.ts'

export interface ListFootProps {
  readonly list: TicketList
  readonly isSearch: boolean
  /** Whether nothing was asked for beside a usual status. */
  readonly isFirst: boolean
}

/** What stands below the rows: more of them, none at all, or why there are none. */
export function ListFoot({ list, isSearch, isFirst }: ListFootProps): JSX.Element | null {
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
    return <p class="list-foot muted">{isEmpty ? 'Loading tickets' : 'Loading more'}</p>
  if (list.hasMore.value) {
    return (
      <div class="list-foot">
        <button type="button" class="button" onClick={() => void list.readMore()}>
          Show more tickets
        </button>
      </div>
    )
  }
  if (!isEmpty) return null
  return <p class="list-foot muted">{emptyText({ isSearch, isFirst })}</p>
}

function emptyText({ isSearch, isFirst }: Omit<ListFootProps, 'list'>): string {
  if (isSearch) return 'Nothing found. Try fewer letters, or all tickets.'
  if (!isFirst) return 'No ticket fits these filters. Take one away, or clear all.'
  return 'Nothing here. New messages show up by themselves.'
}
