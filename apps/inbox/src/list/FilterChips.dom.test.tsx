import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { type FilterName, namesOfSet } from '../models/filter-order.ts'
import { FIRST_FILTERS, type Filters } from '../models/filters.ts'
import { filterChips } from '../words/filter-words.ts'
import { FilterChips } from './FilterChips.tsx'
import { FilterOrder } from './FilterOrder.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

const SET: Filters = { ...FIRST_FILTERS, priority: ['high'], tags: ['vip'], snoozed: true }

function draw() {
  const order = signal<readonly FilterName[]>(namesOfSet(SET, []))
  const onReorder = (next: readonly FilterName[]): void => {
    order.value = next
  }
  function Both() {
    const chips = filterChips(SET, order.value, [])
    return (
      <>
        <FilterChips chips={chips} onChange={() => {}} onReorder={onReorder} onClear={() => {}} />
        <FilterOrder chips={chips} onReorder={onReorder} />
        <input aria-label="Tag" />
      </>
    )
  }
  act(() => render(<Both />, root))
  const chips = () => [...root.querySelectorAll<HTMLElement>('.chip')]
  const wordOf = (chip: Element | null | undefined) => chip?.querySelector('bdi')?.textContent
  return {
    reorder: (next: readonly FilterName[]) => act(() => onReorder(next)),
    shown: () => chips().map(wordOf),
    listed: () => [...root.querySelectorAll('.filter-order bdi')].map((item) => item.textContent),
    said: () => [...root.querySelectorAll('[role="status"]')].map((line) => line.textContent),
    focused: () =>
      wordOf(document.activeElement) ?? document.activeElement?.getAttribute('aria-label'),
    /** @returns whether the browser was left to do what it does */
    key(name: string, key: string, more: KeyboardEventInit = {}): boolean {
      let isLeft = true
      act(() => {
        const chip = chips().find((each) => wordOf(each) === name)
        chip?.focus()
        const event = new KeyboardEvent('keydown', {
          key,
          altKey: true,
          ...more,
          bubbles: true,
          cancelable: true,
        })
        isLeft = chip?.dispatchEvent(event) ?? true
      })
      return isLeft
    },
    press: (label: string) =>
      act(() => {
        const button = root.querySelector<HTMLElement>(`[aria-label="${label}"]`)
        button?.focus()
        button?.click()
      }),
  }
}

it('moves the filter that has the focus by Alt and an arrow, and says where it stands', () => {
  const { shown, said, focused, key } = draw()
  key('Tagged vip', 'ArrowRight')
  expect([shown(), said(), focused()]).toEqual([
    ['High', 'Snoozed', 'Tagged vip'],
    ['Tagged vip, 3 of 3', ''],
    'Tagged vip',
  ])
})

it('does not go back a page where a filter cannot go further', () => {
  const { shown, key } = draw()
  expect([key('High', 'ArrowLeft'), shown()]).toEqual([false, ['High', 'Tagged vip', 'Snoozed']])
})

it('moves filters by buttons too', () => {
  const { shown, listed, said, focused, press } = draw()
  press('Move Snoozed up')
  expect([shown(), listed(), said(), focused()]).toEqual([
    ['High', 'Snoozed', 'Tagged vip'],
    ['High', 'Snoozed', 'Tagged vip'],
    ['', 'Snoozed, 2 of 3'],
    'Move Snoozed up',
  ])
})

it('fetches nobody back who has gone elsewhere, also by way of nowhere', () => {
  const { shown, said, focused, key, reorder } = draw()
  key('Tagged vip', 'ArrowRight')
  act(() => {
    const field = root.querySelector('input')
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    field?.focus()
  })
  reorder(['tags', 'snoozed', 'priority'])
  expect([shown(), said(), focused()]).toEqual([['Tagged vip', 'Snoozed', 'High'], ['', ''], 'Tag'])
})

it.each(['ctrlKey', 'metaKey', 'shiftKey'])('leaves Alt with %s to the browser', (held) => {
  const { shown, key } = draw()
  const isLeft = key('Tagged vip', 'ArrowRight', { [held]: true })
  expect([isLeft, shown()]).toEqual([true, ['High', 'Tagged vip', 'Snoozed']])
})
