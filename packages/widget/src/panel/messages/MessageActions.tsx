import type { Delivery, MessageView } from '@porchlight/sync'
import type { JSX } from 'preact'
import type { PanelStrings } from '../../i18n/strings.ts'
import type { PanelModel } from '../panel-model.ts'

type Action = 'retry' | 'edit' | 'discard' | 'withdraw' | 'sendAsNew'

/** What can be done with a message of the visitor that is not simply in the thread. */
export function MessageActions(props: {
  readonly message: MessageView
  readonly delivery: Delivery
  readonly model: PanelModel
}): JSX.Element | null {
  const { message, delivery, model } = props
  const { conversation } = model
  const actions = actionsOf(message, delivery)
  if (actions.length === 0) return null

  function act(action: Action): void {
    if (action === 'retry') conversation.retry(message.id)
    else if (action === 'edit') void model.edit(message)
    else if (action === 'sendAsNew') void model.sendAsNew(message)
    else void conversation.discard(message.id)
    // The buttons may go with the message, and the focus must not fall to the page.
    model.focusComposer()
  }

  return (
    <span class="delivery-actions">
      {actions.map((action) => (
        <button type="button" class="text-button" key={action} onClick={() => act(action)}>
          {model.strings[action satisfies keyof PanelStrings]}
        </button>
      ))}
      {delivery.state === 'failed' && model.more.value?.markup.value?.drawCopy(message.content)}
    </span>
  )
}

function actionsOf({ change }: MessageView, delivery: Delivery): readonly Action[] {
  if (change !== null) return change.kind === 'late' ? ['sendAsNew', 'discard'] : []
  switch (delivery.state) {
    case 'failed':
      return ['retry', 'edit', 'discard']
    case 'waiting':
      // Whose turn comes at once would show them for a moment only.
      return delivery.why === 'turn' ? [] : ['edit', 'withdraw']
    case 'held':
      return ['edit', 'withdraw']
    default:
      return []
  }
}
