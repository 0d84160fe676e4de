import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import { MAILS_HREF } from '../models/route.ts'
import type { TicketList } from '../models/ticket-list.ts'
import { FilterBar } from './FilterBar.tsx'
import { ListFoot } from './ListFoot.tsx'
import { TicketRow } from './TicketRow.tsx'

export interface ListPaneProps {
  readonly list: TicketList
  readonly openNumber: number | null
  readonly nowMs: ReadonlySignal<number>
  readonly onSignOut: () => void
}

export function ListPane({ list, openNumber, nowMs, onSignOut }: ListPaneProps): JSX.Element {
  return (
    <section class="list-pane" aria-label="Tickets">
      <header class="list-head">
        <div class="bar">
          <span class="mark">
            <Icon name="porch" />
          </span>
          <h2>Inbox</h2>
          <a class="button button-quiet" href={MAILS_HREF}>
            Mails
          </a>
          <button type="button" class="button button-quiet" onClick={onSignOut}>
            Sign out
          </button>
        </div>
        <div class="search">
          <Icon name="search" />
          <input
            id="ticket-search"
            class="field"
            type="search"
            aria-label="Search tickets"
            placeholder="Search"
            title="Search names, messages and numbers ( / )"
            maxLength={200}
            onInput={(event) => list.search(event.currentTarget.value)}
          />
        </div>
        <FilterBar filter={list.query.value.filter} onChoose={list.show} />
      </header>
      <div
        class="list-body"
        onPointerEnter={() => list.setPointerOver(true)}
        onPointerLeave={() => list.setPointerOver(false)}
      >
        {list.isHeldBack.value && (
          <button
            type="button"
            class="pill"
            title="Something has happened. Show the new order"
            onClick={list.catchUp}
          >
            Updated
          </button>
        )}
        <div class="list-scroll">
          <ul class="rows">
            {list.rows.value.map((ticket) => (
              <TicketRow
                key={ticket.id}
                ticket={ticket}
                isOpen={ticket.ticket_number === openNumber}
                nowMs={nowMs}
              />
            ))}
          </ul>
          <ListFoot list={list} />
        </div>
      </div>
    </section>
  )
}
