import type { Ticket } from '@porchlight/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX, RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import type { Selection } from '../models/selection.ts'
import { ROW_HEIGHT_PX } from './rows-in-sight.ts'
import { TicketRow } from './TicketRow.tsx'
import { useSight } from './use-sight.ts'

export interface RowsProps {
  readonly rows: readonly Ticket[]
  readonly openNumber: number | null
  readonly query: string
  readonly selection: Selection
  readonly nowMs: ReadonlySignal<number>
  readonly scrollRef: RefObject<HTMLElement | null>
  /** Whether there are further rows, and none are being read. */
  readonly canReadOn: boolean
  /** The end of the rows is near. */
  readonly onNearEnd: () => void
}

/**
 * Only rows in sight, and some around them, are in the page: ten thousand cost what forty cost. The
 * row that has the focus and its neighbours stay there wherever it is, or the keyboard would fall off.
 */
export function Rows(props: RowsProps): JSX.Element {
  const { rows, openNumber, query, selection, nowMs, scrollRef, canReadOn, onNearEnd } = props
  const sight = useSight(scrollRef)
  const [focused, setFocused] = useState<string | null>(null)

  const isNearEnd = sight.to >= rows.length
  useLayoutEffect(() => {
    if (isNearEnd && canReadOn) onNearEnd()
  }, [isNearEnd, canReadOn])

  const focusedAt = focused === null ? -1 : rows.findIndex(({ id }) => id === focused)
  const around = focusedAt === -1 ? [] : [focusedAt - 1, focusedAt, focusedAt + 1]
  const inSight = Array.from({ length: sight.to - sight.from }, (_, n) => sight.from + n)
  const drawn = [...new Set([...inSight, ...around])].sort((a, b) => a - b)
  return (
    <ul
      class="rows"
      style={{ height: `${rows.length * ROW_HEIGHT_PX}px` }}
      onFocusCapture={(event) => {
        const item = (event.target as Element).closest<HTMLElement>('[data-ticket]')
        setFocused(item?.dataset.ticket ?? null)
      }}
      onBlurCapture={() => setFocused(null)}
    >
      {drawn.map((index) => {
        const ticket = rows[index]
        return ticket === undefined ? null : (
          <TicketRow
            key={ticket.id}
            ticket={ticket}
            index={index}
            count={rows.length}
            isOpen={ticket.ticket_number === openNumber}
            query={query}
            selection={selection}
            nowMs={nowMs}
          />
        )
      })}
    </ul>
  )
}
