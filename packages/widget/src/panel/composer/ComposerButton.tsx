import type { ComponentChildren } from 'preact'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'

/** Send, or Stop in its place: there is one thing to do at a time. */
export function ComposerButton({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { composer, conversation, strings } = model
  const isBlank = composer.isBlank.value
  const isStop = isBlank && conversation.isAnswering.value

  function pressed(): void {
    if (isStop) conversation.stop()
    else void composer.submit()
    model.focusComposer()
  }

  return (
    <button
      type="button"
      class="icon-button composer-button"
      aria-label={isStop ? strings.stop : strings.send}
      disabled={isBlank && !isStop}
      onClick={pressed}
    >
      <Icon name={isStop ? 'stop' : 'send'} />
    </button>
  )
}
