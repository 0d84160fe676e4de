import { createManualClock } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { buildQueryBar, buildView } from '../testing/build.ts'
import { createAsked, SEARCH_PAUSE_MS } from './asked.ts'
import { FIRST_FILTERS } from './filters.ts'
import type { ViewsState } from './views.ts'

const MINE = buildView(1, { filters: { status: ['open'], priority: ['high'] } })

function asking(query: string, { isRead = true } = {}) {
  const bar = buildQueryBar(query)
  const clock = createManualClock()
  const all = signal(isRead ? [MINE] : [])
  const state = signal<ViewsState>({ kind: isRead ? 'ready' : 'reading' })
  const asked = createAsked({ bar, clock, views: { all, state } })
  return { asked, bar, clock, all, state }
}

it('asks for open tickets where the address says nothing', () => {
  expect(asking('').asked.filters.value).toEqual(FIRST_FILTERS)
})

it('writes every change into the address', () => {
  const { asked, bar } = asking('')
  asked.change({ priority: ['high'] })
  asked.change({ tags: ['a,b', 'c'] })
  expect([bar.query.value, asked.filters.value]).toEqual([
    'priority=high&tag=a%2Cb&tag=c',
    { ...FIRST_FILTERS, priority: ['high'], tags: ['a,b', 'c'] },
  ])
  asked.change(FIRST_FILTERS)
  expect(bar.query.value).toBe('')
})

it('shows filters as they were set, those set later behind them, and as somebody has put them', () => {
  const { asked, bar } = asking('tag=vip&priority=high')
  const before = [asked.filters.value, asked.order.value]
  asked.change({ status: ['new'] })
  const added = [bar.query.value, asked.order.value]
  asked.reorder(['status', 'tags', 'priority'])
  const filters = { ...FIRST_FILTERS, priority: ['high'], tags: ['vip'] }
  expect([before, added, bar.query.value, asked.order.value, asked.filters.value]).toEqual([
    [filters, ['tags', 'priority']],
    ['tag=vip&priority=high&status=new', ['tags', 'priority', 'status']],
    'status=new&tag=vip&priority=high',
    ['status', 'tags', 'priority'],
    { ...filters, status: ['new'] },
  ])
})

it('asks for nothing anew when filters are only put in another order', () => {
  const { asked } = asking('priority=high&tag=vip')
  const before = asked.filters.value
  asked.reorder(['tags', 'priority'])
  expect(asked.filters.value).toBe(before)
})

it('shows the filters of a view as it has them, and knows when they were put in another order', () => {
  const { asked, bar, all } = asking('view=view1')
  const filters = { priority: ['high'], tags: ['vip'], filterOrder: ['tags', 'priority'] }
  all.value = [buildView(1, { filters })]
  const saved = [asked.order.value, asked.isChanged.value]
  asked.reorder(['priority', 'tags'])
  const changed = [bar.query.value, asked.order.value, asked.isChanged.value]
  asked.reorder(['tags', 'priority'])
  expect([saved, changed, bar.query.value, asked.isChanged.value]).toEqual([
    [['tags', 'priority'], false],
    ['view=view1&status=any&priority=high&tag=vip', ['priority', 'tags'], true],
    'view=view1',
    false,
  ])
})

it('keeps the same filters while the same is asked for in other words', () => {
  const { asked, bar } = asking('priority=high')
  const before = asked.filters.value
  bar.setQuery('priority=high&sort=nonsense')
  expect(asked.filters.value).toBe(before)
})

it('asks for a search once typing pauses', async () => {
  const { asked, bar, clock } = asking('')
  asked.search('l')
  await clock.advance(SEARCH_PAUSE_MS - 1)
  asked.search('lamp ')
  const typing = [asked.typed.value, bar.query.value]
  await clock.advance(SEARCH_PAUSE_MS)
  expect([typing, asked.typed.value, bar.query.value]).toEqual([
    ['lamp ', ''],
    'lamp',
    'search=lamp',
  ])
})

it('asks for what a view has saved, as soon as the view is known', () => {
  const { asked, all, state } = asking('view=view1', { isRead: false })
  const before = [asked.view.value.kind, asked.filters.value]
  all.value = [MINE]
  state.value = { kind: 'ready' }
  expect([before, asked.view.value.kind, asked.filters.value]).toEqual([
    ['finding', null],
    'found',
    { ...FIRST_FILTERS, status: ['open'], priority: ['high'] },
  ])
})

it('says when a view is gone, and asks for open tickets instead', () => {
  const { asked } = asking('view=gone')
  expect([asked.view.value.kind, asked.filters.value]).toEqual(['absent', FIRST_FILTERS])
})

it('knows a view whose filters were changed, and the way back', () => {
  const { asked, bar } = asking('view=view1')
  asked.change({ priority: ['low'] })
  const changed = [bar.query.value, asked.isChanged.value]
  asked.change({ priority: ['high'] })
  expect([changed, bar.query.value, asked.isChanged.value]).toEqual([
    ['view=view1&status=open&priority=low', true],
    'view=view1',
    false,
  ])
})

it('does not take a view for changed that asks for what an inbox begins with', () => {
  const { asked, bar } = asking('view=view1')
  asked.change(FIRST_FILTERS)
  expect([bar.query.value, asked.filters.value]).toEqual([
    'view=view1&status=new%2Copen%2Cpending%2Con_hold',
    FIRST_FILTERS,
  ])
})
