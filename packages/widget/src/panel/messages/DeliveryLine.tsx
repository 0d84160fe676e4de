import type { Delivery, MessageView } from '@porchlight/sync'
import type { ComponentChildren, JSX } from 'preact'
import { Icon, type IconName } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'
import { MessageActions } from './MessageActions.tsx'

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
  /** The words stand below a later message with the same state. */
  readonly isBrief: boolean
  readonly model: PanelModel
}): JSX.Element {
  const { message, delivery, isBrief, model } = props
  const { strings, time } = model
  const { change } = message
  const actions = <MessageActions message={message} delivery={delivery} model={model} />
  if (isBrief) return <div class="delivery">{actions}</div>

  const isDone = delivery.state === 'sent' || delivery.state === 'read'
  return (
    <div class="delivery" data-state={delivery.state}>
      <Icon name={change?.kind === 'late' ? 'warning' : ICONS[delivery.state]} />
      <span>
        {change === null ? strings.delivery(delivery) : strings.change(change.kind)}
        <NextTry delivery={delivery} model={model} />
      </span>
      {isDone && change === null && (
        <time dir="auto" dateTime={message.createdAt}>
          {time.time(message.createdAt)}
        </time>
      )}
      {change?.kind === 'late' && <q class="late-text">{change.content}</q>}
      {actions}
    </div>
  )
}

/** A try that is due sooner is on its way before one has read of it. */
const SOON_MS = 30_000

/** Drawn by itself, since the time moves more often than the message. */
function NextTry(props: {
  readonly delivery: Delivery
  readonly model: PanelModel
}): ComponentChildren {
  const { delivery, model } = props
  if (delivery.state !== 'waiting') return null
  const nextTryAt = model.conversation.status.value?.nextTryAt ?? null
  if (nextTryAt === null || nextTryAt - Date.now() < SOON_MS) return null
  return model.strings.nextTry(model.time.time(new Date(nextTryAt).toISOString()))
}
