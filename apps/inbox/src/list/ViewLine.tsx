import type { JSX } from 'preact'
import { type Asked, asKept } from '../models/asked.ts'
import type { Views } from '../models/views.ts'
import { useMay } from '../rights-context.ts'
import { failureText } from '../words/failure-text.ts'
import { unclearText } from '../words/view-text.ts'
import { ViewFailure } from './ViewsPanel.tsx'

/** What there is to say about the view that is open: changed, not understood, or gone. */
export function ViewLine({ views, asked }: { views: Views; asked: Asked }): JSX.Element | null {
  const may = useMay()
  const asking = asked.view.value
  const state = views.state.value
  if (asking.kind === 'finding' && state.kind === 'failed') {
    return (
      <div class="view-line" role="alert">
        <p>We could not look for this view. {failureText(state.error)}</p>
        <button type="button" class="button" onClick={() => void views.reload()}>
          Try again
        </button>
        <button type="button" class="button button-quiet" onClick={() => asked.show(null)}>
          Go to the inbox
        </button>
      </div>
    )
  }
  if (asking.kind === 'absent') {
    return (
      <div class="view-line" role="alert">
        <p>This view is gone: somebody deleted it. All open tickets are shown.</p>
        <button type="button" class="button" onClick={() => asked.show(null)}>
          Go to the inbox
        </button>
      </div>
    )
  }
  if (asking.kind !== 'found') return null
  const { view, read } = asking
  const save = async (): Promise<void> => {
    const isSaved = await views.save(view.short_id, ...asKept(asked))
    if (isSaved) asked.show(view.short_id)
  }
  if (asked.isChanged.value) {
    return (
      <div class="view-line">
        <p>You have changed the filters of this view.</p>
        {may('ticket:write') && (
          <button type="button" class="button" onClick={() => void save()}>
            Save for the team
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={() => asked.show(view.short_id)}>
          Undo
        </button>
        <ViewFailure views={views} />
      </div>
    )
  }
  if (read.unclear.length === 0) return null
  return (
    <div class="view-line" role="alert">
      <p>{unclearText(read.unclear)}</p>
      {may('ticket:write') && (
        <button type="button" class="button" onClick={() => void save()}>
          Save the view without it
        </button>
      )}
      <ViewFailure views={views} />
    </div>
  )
}
