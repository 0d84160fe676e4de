import { BULK_MAX_TICKETS } from '@porchlight/protocol'
import { signal } from '@preact/signals'
import { createRef, render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createSelection } from '../models/selection.ts'
import { buildTicket } from '../testing/build.ts'
import { Rows } from './Rows.tsx'
import { ROW_HEIGHT_PX } from './rows-in-sight.ts'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

const MANY = Array.from({ length: 10_000 }, (_, n) => buildTicket(n + 1))

function draw(rows = MANY) {
  const scrollRef = createRef<HTMLDivElement>()
  const selection = createSelection(signal(rows))
  let ends = 0
  act(() =>
    render(
      <div ref={scrollRef}>
        <Rows
          rows={rows}
          openNumber={null}
          query=""
          selection={selection}
          nowMs={signal(0)}
          scrollRef={scrollRef}
          canReadOn
          onNearEnd={() => {
            ends += 1
          }}
        />
      </div>,
      root,
    ),
  )
  return {
    selection,
    ends: () => ends,
    numbers: () =>
      [...root.querySelectorAll('li')].map((row) => Number(row.getAttribute('aria-posinset'))),
    scrollTo: (row: number) =>
      act(() => {
        const area = scrollRef.current
        if (area === null) throw new Error('no area')
        area.scrollTop = row * ROW_HEIGHT_PX
        area.dispatchEvent(new Event('scroll'))
      }),
  }
}

it('has a few dozen of ten thousand rows in the page, those in sight', async () => {
  const { numbers, scrollTo, ends } = draw()
  const first = numbers()
  await scrollTo(5_000)
  const middle = numbers()
  await scrollTo(9_990)
  expect([first[0], first.length < 60, middle.includes(5_001), middle.length < 60]).toEqual([
    1,
    true,
    true,
    true,
  ])
  expect([numbers().at(-1), ends()]).toEqual([10_000, 1])
})

it('draws what is in sight alone while it flies past, and the rows around once it rests', async () => {
  const { numbers, scrollTo } = draw()
  await scrollTo(5_000)
  expect([numbers()[0], numbers().length]).toEqual([5_001, 15])
  await expect.poll(() => numbers()[0]).toBeLessThan(4_995)
  const around = numbers()
  await scrollTo(5_006)
  expect(numbers().filter((number) => around.includes(number)).length).toBeGreaterThan(30)
})

it('draws no row anew that stays in the page while it is scrolled', async () => {
  const drawn: number[] = []
  const watched = MANY.slice(0, 100).map((ticket) => ({
    ...ticket,
    get status() {
      drawn.push(ticket.ticket_number)
      return ticket.status
    },
  }))
  const { numbers, scrollTo } = draw(watched)
  const before = numbers()
  drawn.length = 0
  await scrollTo(6)
  const come = numbers().filter((number) => !before.includes(number))
  expect([come.length > 0, drawn]).toEqual([true, come])
})

it('chooses no row past as many as can be changed at once', async () => {
  const { selection, scrollTo } = draw()
  await act(() => selection.all())
  await scrollTo(BULK_MAX_TICKETS - 5)
  const isChecked = (place: number) =>
    root.querySelector<HTMLInputElement>(`[aria-posinset="${place}"] input`)?.checked
  const past = root.querySelector<HTMLInputElement>(
    `[aria-posinset="${BULK_MAX_TICKETS + 1}"] input`,
  )
  await act(() => past?.click())
  expect([BULK_MAX_TICKETS, BULK_MAX_TICKETS + 1].map(isChecked)).toEqual([true, false])
})

it('keeps the row that has the focus and its neighbours, however far the list is scrolled', async () => {
  const { numbers, scrollTo } = draw()
  await act(() => root.querySelectorAll<HTMLElement>('.row')[2]?.focus())
  await scrollTo(5_000)
  expect(numbers().slice(0, 3)).toEqual([2, 3, 4])
  expect(document.activeElement?.closest('li')?.getAttribute('aria-posinset')).toBe('3')
})
