import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { type Asked, type AskedView, asKept } from '../models/asked.ts'
import type { Outcomes } from '../models/outcomes.ts'
import { listHref } from '../models/route.ts'
import type { Views } from '../models/views.ts'
import { OutcomesCard } from '../outcomes/OutcomesCard.tsx'
import { useMay } from '../rights-context.ts'
import { failureText } from '../words/failure-text.ts'
import { viewFailureText } from '../words/view-text.ts'
import { MoveButtons } from './MoveButtons.tsx'
import { stepOfKey, useMoving } from './use-moving.ts'

export interface ViewsPanelProps {
  readonly views: Views
  readonly asked: Asked
  readonly outcomes: Outcomes
  readonly onClose: () => void
}

/** All views, and what can be done with the one that is open. */
export function ViewsPanel({ views, asked, outcomes, onClose }: ViewsPanelProps): JSX.Element {
  const state = views.state.value
  const may = useMay()
  const asking = asked.view.value
  const open = asking.kind === 'found' ? asking.view.short_id : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from any of its fields
    <div
      id="views-panel"
      class="filter-panel views-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
    >
      <ViewLinks views={views} asking={asking} onClose={onClose} />
      {state.kind === 'failed' && (
        <div role="alert">
          <p>{failureText(state.error)}</p>
          <button type="button" class="button" onClick={() => void views.reload()}>
            Try again
          </button>
        </div>
      )}
      {!may('ticket:write') ? null : asking.kind === 'found' ? (
        <OpenView key={open} views={views} asked={asked} view={asking.view} onClose={onClose} />
      ) : (
        <NameForm
          label="Save these filters as a view"
          value=""
          word="Save"
          onSave={async (name) => {
            const id = await views.create(name, ...asKept(asked))
            if (id === null) return
            asked.show(id)
            onClose()
          }}
        />
      )}
      <ViewFailure views={views} />
      <div class="only-narrow">
        <OutcomesCard outcomes={outcomes} />
      </div>
    </div>
  )
}

interface ViewLinksProps extends Pick<ViewsPanelProps, 'views' | 'onClose'> {
  readonly asking: AskedView
}

/** The inbox, and the views in the order of the team; Alt with an arrow moves the one that has the focus. */
function ViewLinks({ views, asking, onClose }: ViewLinksProps): JSX.Element {
  const open = asking.kind === 'found' ? asking.view.short_id : null
  const canMove = useMay()('ticket:write')
  const items = views.all.value.map(({ short_id: id, name }) => ({ id, word: name }))
  const moving = useMoving(items, (id, step) => void views.move(id, step))
  return (
    <nav aria-label="Views">
      <ul onFocusOut={moving.onFocusOut}>
        <li>
          <a
            href={listHref('')}
            aria-current={asking.kind === 'none' ? 'page' : undefined}
            onClick={onClose}
          >
            Inbox
          </a>
        </li>
        {items.map(({ id, word }) => (
          <li key={id} class="movable">
            <a
              href={listHref(`view=${id}`)}
              aria-current={id === open ? 'page' : undefined}
              aria-keyshortcuts={canMove ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
              onClick={onClose}
              onKeyDown={(event) => {
                const step = stepOfKey(event, { back: 'ArrowUp', on: 'ArrowDown' })
                if (!canMove || step === null) return
                event.preventDefault()
                moving.move(id, step, event.currentTarget)
              }}
            >
              <bdi>{word}</bdi>
            </a>
            {canMove && items.length > 1 && (
              <MoveButtons id={id} word={word} moving={moving} keys="Alt + ↑ ↓" />
            )}
          </li>
        ))}
      </ul>
      <p role="status" class="unseen">
        {moving.said}
      </p>
    </nav>
  )
}

interface OpenViewProps extends Omit<ViewsPanelProps, 'outcomes'> {
  readonly view: { readonly short_id: string; readonly name: string }
}

function OpenView({ views, asked, view, onClose }: OpenViewProps): JSX.Element {
  const [isDeleting, setDeleting] = useState(false)
  const { short_id: id, name } = view
  return (
    <>
      <NameForm
        label="Name of this view"
        value={name}
        word="Rename"
        onSave={async (next) => {
          if (await views.rename(id, next)) onClose()
        }}
      />
      <NameForm
        label="Save these filters as another view"
        value=""
        word="Save"
        onSave={async (next) => {
          const made = await views.create(next, ...asKept(asked))
          if (made === null) return
          asked.show(made)
          onClose()
        }}
      />
      {isDeleting ? (
        <div class="confirm" role="alert">
          <p>
            Delete “<bdi>{name}</bdi>” for the whole team? Its tickets stay.
          </p>
          <button
            type="button"
            class="button button-danger"
            onClick={async () => {
              if (!(await views.remove(id))) return
              asked.show(null)
              onClose()
            }}
          >
            Delete view
          </button>
          <button type="button" class="button" onClick={() => setDeleting(false)}>
            Keep it
          </button>
        </div>
      ) : (
        <button type="button" class="button" onClick={() => setDeleting(true)}>
          Delete this view
        </button>
      )}
    </>
  )
}

/** Says that something was not saved, or not moved. */
export function ViewFailure({ views }: { views: Views }): JSX.Element | null {
  const change = views.change.value
  if (change.kind !== 'failed') return null
  return <p role="alert">{viewFailureText(change)}</p>
}

interface NameFormProps {
  readonly label: string
  readonly value: string
  readonly word: string
  readonly onSave: (name: string) => Promise<void>
}

function NameForm({ label, value, word, onSave }: NameFormProps): JSX.Element {
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault()
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
        if (name !== '') void onSave(name)
      }}
    >
      <label class="one">
        <span>{label}</span>
        <input class="field" name="name" required maxLength={400} defaultValue={value} />
      </label>
      <button type="submit" class="button">
        {word}
      </button>
    </form>
  )
}
