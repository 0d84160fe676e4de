import { type ReadonlySignal, useSignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { FIRST_FILTERS } from '../models/filters.ts'
import type { Inbox } from '../models/inbox.ts'
import { settingsEntry } from '../models/rights.ts'
import { settingsHref } from '../models/route.ts'
import { useMay } from '../rights-context.ts'
import { filterChips } from '../words/filter-words.ts'
import { BulkBar } from './BulkBar.tsx'
import { FilterBar } from './FilterBar.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterPanel } from './FilterPanel.tsx'
import { ListFoot } from './ListFoot.tsx'
import { Rows } from './Rows.tsx'
import { ViewLine } from './ViewLine.tsx'
import { ViewsPanel } from './ViewsPanel.tsx'

export interface ListPaneProps {
  readonly inbox: Pick<
    Inbox,
    'list' | 'selection' | 'work' | 'asked' | 'views' | 'team' | 'knownTags' | 'outcomes'
  >
  readonly openNumber: number | null
  readonly nowMs: ReadonlySignal<number>
  readonly onSignOut: () => void
}

export function ListPane({ inbox, openNumber, nowMs, onSignOut }: ListPaneProps): JSX.Element {
  const { list, selection, work, asked, views, team, knownTags } = inbox
  const panel = useSignal<'none' | 'filters' | 'views'>('none')
  const isFiltering = useSignal(false)
  const filterToggleRef = useRef<HTMLButtonElement>(null)
  const viewsToggleRef = useRef<HTMLButtonElement>(null)
  const scrollRef = useRef<HTMLDivElement>(null)
  const filters = asked.filters.value ?? FIRST_FILTERS
  const agents = team.agents.value
  const chips = filterChips(filters, asked.order.value, agents)
  const asking = asked.view.value
  const open = (next: 'none' | 'filters' | 'views'): void => {
    panel.value = next
    isFiltering.value = next === 'filters'
    // Others may have saved some meanwhile.
    if (next === 'views') void views.reload()
  }
  const newCount = list.newCount.value
  const settingsPart = settingsEntry(useMay())

  return (
    <section class="list-pane" aria-label="Tickets">
      <header class="list-head">
        <div class="bar">
          <span class="mark">
            <Icon name="porch" />
          </span>
          <h2>
            <bdi>{asking.kind === 'found' ? asking.view.name : 'Inbox'}</bdi>
          </h2>
          <button
            ref={viewsToggleRef}
            type="button"
            class="button button-quiet"
            aria-expanded={panel.value === 'views'}
            aria-controls="views-panel"
            onClick={() => open(panel.value === 'views' ? 'none' : 'views')}
          >
            Views
          </button>
          {settingsPart !== null && (
            <a class="button button-quiet" href={settingsHref(settingsPart, asked.query.value)}>
              Settings
            </a>
          )}
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
            value={asked.typed.value}
            onInput={(event) => asked.search(event.currentTarget.value)}
          />
        </div>
        <FilterBar
          filters={filters}
          setCount={chips.length}
          isPanelOpen={isFiltering}
          toggleRef={filterToggleRef}
          onChange={asked.change}
          onToggle={() => open(panel.value === 'filters' ? 'none' : 'filters')}
        />
        <FilterChips
          chips={chips}
          onChange={asked.change}
          onReorder={asked.reorder}
          onClear={() => asked.change(FIRST_FILTERS)}
        />
        <ViewLine views={views} asked={asked} />
      </header>
      <div
        class="list-body"
        onPointerEnter={() => list.stand('pointer', true)}
        onPointerLeave={() => list.stand('pointer', false)}
      >
        {panel.value === 'filters' && (
          <FilterPanel
            filters={filters}
            agents={agents}
            isSomebody={team.me.value != null}
            knownTags={knownTags.value}
            chips={chips}
            onChange={asked.change}
            onReorder={asked.reorder}
            onClose={() => {
              open('none')
              filterToggleRef.current?.focus()
            }}
          />
        )}
        {panel.value === 'views' && (
          <ViewsPanel
            views={views}
            asked={asked}
            outcomes={inbox.outcomes}
            onClose={() => {
              open('none')
              viewsToggleRef.current?.focus()
            }}
          />
        )}
        {list.isHeldBack.value && panel.value === 'none' && (
          <button
            type="button"
            class="pill"
            title="Show the list as it is now"
            onClick={() => {
              list.catchUp()
              scrollRef.current?.scrollTo({ top: 0 })
            }}
          >
            {newCount > 0 ? `${newCount} new` : 'Updated'}
          </button>
        )}
        <div
          ref={scrollRef}
          class="list-scroll"
          onScroll={(event) => list.stand('scroll', event.currentTarget.scrollTop > 0)}
          onFocusCapture={() => list.stand('focus', true)}
          onBlurCapture={() => list.stand('focus', false)}
        >
          <Rows
            rows={list.rows.value}
            openNumber={openNumber}
            query={asked.query.value}
            selection={selection}
            nowMs={nowMs}
            scrollRef={scrollRef}
            canReadOn={list.state.value.kind === 'ready' && list.hasMore.value}
            onNearEnd={() => void list.readMore()}
          />
          <ListFoot list={list} isSearch={filters.search !== ''} isFirst={chips.length === 0} />
        </div>
      </div>
      <BulkBar
        selection={selection}
        work={work}
        rows={list.rows.value}
        knownTags={knownTags.value}
      />
    </section>
  )
}
