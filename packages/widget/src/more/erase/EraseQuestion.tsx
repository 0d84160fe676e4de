import type { JSX } from 'preact'
import type { MoreModel } from '../more-model.ts'

/** Asks once more before everything of the visitor is deleted. */
export function EraseQuestion({ model }: { readonly model: MoreModel }): JSX.Element {
  const { panel, words } = model
  const { conversation } = panel
  const { waiting = 0, connection, capabilities = [] } = conversation.status.value ?? {}
  const isThere = connection === 'online' && capabilities.includes('erase')
  return (
    <div class="question">
      <h3 class="question-title">{words.value.deleteQuestion}</h3>
      <p>{isThere ? words.value.deleteDetail(waiting) : words.value.deleteHere}</p>
      <p class="question-problem" role="status">
        {model.isEraseRefused.value && panel.setup.warn(words.value.deleteFailed)}
      </p>
      <div class="question-actions">
        <button
          type="button"
          class="button-small"
          ref={model.takeFocus}
          onClick={() => {
            model.isEraseRefused.value = false
            panel.show('conversation')
          }}
        >
          {words.value.keep}
        </button>
        <button type="button" class="button-danger" onClick={() => void model.erase()}>
          {words.value.deleteConfirm}
        </button>
      </div>
    </div>
  )
}
