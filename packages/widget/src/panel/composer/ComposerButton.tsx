import type { ComponentChildren } from 'preact'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'

/** Send, or Stop in its place: there is one thing to do at a time. */
export function ComposerButton({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { composer, conversation, editing, strings } = model
  const isBlank = composer.isBlank.value
  const isEditing = editing.target.value !== null
  const isStop = isBlank && !isEditing && conversation.isAnswering.value
  const doing = isStop ? strings.stop : isEditing ? strings.save : strings.send

  function pressed(): void {
    if (isStop) conversation.stop()
    else void model.submit()
    model.focusComposer()
  }

  return (
    <button
      type="button"
      class="icon-button composer-button"
      aria-label={doing}
      disabled={isBlank && !isStop}
      onClick={pressed}
    >
      <Icon name={isStop ? 'stop' : isEditing ? 'check' : 'send'} />
    </button>
  )
}
