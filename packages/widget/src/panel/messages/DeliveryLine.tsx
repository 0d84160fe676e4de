import type { Delivery, MessageView } from '@porchlight/sync'
import type { JSX } from 'preact'
import { Icon, type IconName } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'

const ICONS: Readonly<Record<Delivery['state'], IconName>> = {
  waiting: 'clock',
  sending: 'sending',
  held: 'check',
  sent: 'check',
  read: 'checks',
  failed: 'warning',
}

/** Where a message of the visitor stands: an icon, words, and what can be done. */
export function DeliveryLine(props: {
  readonly message: MessageView
  readonly delivery: Delivery
  readonly model: PanelModel
}): JSX.Element {
  const { message, delivery, model } = props
  const { strings, time } = model
  const isDone = delivery.state === 'sent' || delivery.state === 'read'
  return (
    <div class="delivery" data-state={delivery.state}>
      <Icon name={ICONS[delivery.state]} />
      <span>{strings.delivery(delivery)}</span>
      {isDone && (
        <time dir="auto" dateTime={message.createdAt}>
          {time.time(message.createdAt)}
        </time>
      )}
      {delivery.state === 'failed' && <FailedActions message={message} model={model} />}
    </div>
  )
}

function FailedActions(props: {
  readonly message: MessageView
  readonly model: PanelModel
}): JSX.Element {
  const { message, model } = props
  const { strings, conversation } = model
  // The buttons go with the message, and the focus must not fall to the page.
  const then = (act: () => unknown) => () => {
    act()
    model.focusComposer()
  }
  return (
    <span class="delivery-actions">
      <button type="button" onClick={then(() => conversation.retry(message.id))}>
        {strings.retry}
      </button>
      <button type="button" onClick={then(() => model.edit(message))}>
        {strings.edit}
      </button>
      <button type="button" onClick={then(() => conversation.discard(message.id))}>
        {strings.discard}
      </button>
    </span>
  )
}
