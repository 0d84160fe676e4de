import type { Delivery, MessageView } from '@porchlight/sync'
import type { ComponentChildren } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import { Citations } from './Citations.tsx'
import { DeliveryLine } from './DeliveryLine.tsx'
import { MessageText } from './MessageText.tsx'

/** One message with all that belongs to it. Drawn anew only when it has changed itself. */
export function Message({
  message,
  delivery: shown,
  model,
}: {
  readonly message: MessageView
  readonly delivery: 'words' | 'actions' | null
  readonly model: PanelModel
}): ComponentChildren {
  const { author, delivery, citations, isWriting } = message
  return (
    <>
      <div
        class="bubble"
        part={author === 'visitor' ? 'bubble bubble-own' : 'bubble'}
        dir="auto"
        data-look={delivery === null ? null : lookOf(delivery)}
        aria-busy={isWriting}
      >
        <MessageText message={message} model={model} />
        {citations.length > 0 && <Citations citations={citations} label={model.strings.sources} />}
        {message.incomplete && <p class="cut-off">{model.strings.cutOff}</p>}
      </div>
      {delivery !== null && shown !== null && (
        <DeliveryLine
          message={message}
          delivery={delivery}
          isBrief={shown === 'actions'}
          model={model}
        />
      )}
    </>
  )
}
/** Whose turn is next is under way, to the eye: a message that is sent at once would flicker. */
function lookOf(delivery: Delivery): 'solid' | 'waiting' | 'failed' {
  if (delivery.state === 'failed') return 'failed'
  return delivery.state === 'waiting' && delivery.why !== 'turn' ? 'waiting' : 'solid'
}
