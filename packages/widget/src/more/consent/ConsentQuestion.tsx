import type { JSX } from 'preact'
import type { MoreModel } from '../more-model.ts'

/** Asks before anything is stored, where a site wants that. */
export function ConsentQuestion({ model }: { readonly model: MoreModel }): JSX.Element {
  const { panel, words } = model
  return (
    <div class="question">
      <h3 class="question-title">{words.value.consentQuestion}</h3>
      <p>{words.value.consentDetail}</p>
      <div class="question-actions">
        <button type="button" class="button-main" ref={model.takeFocus} onClick={model.giveConsent}>
          {words.value.consentYes}
        </button>
        <button type="button" class="button-small" onClick={() => panel.close()}>
          {words.value.consentNo}
        </button>
      </div>
    </div>
  )
}
