import { MESSAGE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import { Warning } from '../Warning.tsx'

/** The counter near the limit, and why the last try was refused. */
export function ComposerNote({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { composer, editing, strings } = model
  const refusal = composer.refusal.value
  const isBad = composer.isTooLong.value || refusal !== null
  const count = strings.counter(composer.length.value, MESSAGE_MAX_CHARACTERS)
  return (
    <div id="composer-note" class="composer-note" data-bad={isBad}>
      <span role="status">
        {refusal !== null ? (
          <Warning text={strings.refusal(refusal, MESSAGE_MAX_CHARACTERS)} />
        ) : (
          editing.isTooLate.value && strings.editTooLate
        )}
      </span>
      {composer.isNearLimit.value && (
        <span class="composer-counter">
          {isBad && refusal === null ? <Warning text={count} /> : count}
        </span>
      )}
    </div>
  )
}
