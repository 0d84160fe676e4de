import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import { ComposerButton } from './ComposerButton.tsx'
import { ComposerNote } from './ComposerNote.tsx'
import { isSendKey } from './composer-keys.ts'

/** Where the visitor writes. */
export function Composer({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { composer, look } = model
  const { placeholder } = look.value

  function pressed(event: KeyboardEvent): void {
    if (!isSendKey(event)) return
    event.preventDefault()
    void model.submit()
  }

  return (
    <div class="composer-frame">
      <ComposerNote model={model} />
      <EditingBar model={model} />
      <div class="composer" part="composer">
        <textarea
          ref={model.attachField}
          class="composer-text"
          rows={1}
          enterkeyhint="send"
          autocomplete="off"
          aria-label={placeholder}
          aria-describedby="composer-note"
          aria-invalid={composer.isTooLong.value}
          placeholder={placeholder}
          onInput={(event) => composer.write(event.currentTarget.value)}
          onKeyDown={pressed}
        />
        <ComposerButton model={model} />
      </div>
    </div>
  )
}

/** Says that the composer holds an older message, and leads back. */
function EditingBar({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { editing, strings } = model
  if (editing.target.value === null) return null
  return (
    <div class="composer-editing">
      <span>{strings.editing}</span>
      <button
        type="button"
        class="text-button"
        onClick={() => {
          editing.cancel()
          model.focusComposer()
        }}
      >
        {strings.cancel}
      </button>
    </div>
  )
}
