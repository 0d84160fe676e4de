import type { JSX } from 'preact'
import type { MoreModel } from '../more-model.ts'

/** Asks once more before everything of the visitor is deleted. */
export function EraseQuestion({ model }: { readonly model: MoreModel }): JSX.Element {
  const { panel, words } = model
  const { conversation } = panel
  const waiting = conversation.status.value?.waiting ?? 0
  return (
    <div class="question">
      <h3 class="question-title">{words.value.deleteQuestion}</h3>
      <p>{words.value.deleteDetail(waiting)}</p>
      <div class="question-actions">
        <button
          type="button"
          class="button-small"
          ref={takeFocus}
          onClick={() => panel.show('conversation')}
        >
          {words.value.keep}
        </button>
        <button type="button" class="button-danger" onClick={() => void panel.erase()}>
          {words.value.deleteConfirm}
        </button>
      </div>
    </div>
  )
}

/** What harms nothing comes first. */
function takeFocus(button: HTMLElement | null): void {
  button?.focus()
}
