import type { Delivery, MessageView } from '@porchlight/sync'
import type { ComponentChildren, JSX } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import { Citations } from './Citations.tsx'
import { DeliveryLine } from './DeliveryLine.tsx'
import { MessageText } from './MessageText.tsx'

/** One message with all that belongs to it. Drawn anew only when it has changed itself. */
export function Message({
  message: listed,
  delivery: shown,
  model,
}: {
  readonly message: MessageView
  readonly delivery: 'words' | 'actions' | null
  readonly model: PanelModel
}): ComponentChildren {
  // What grows is followed by its own bubble alone.
  const message = (listed.isWriting && model.conversation.growing.value) || listed
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
        {message.incomplete && <CutOff message={message} model={model} />}
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
/** Drawn by itself, since the connection moves more often than the message. */
function CutOff(props: { readonly message: MessageView; readonly model: PanelModel }): JSX.Element {
  const { conversation, strings } = props.model
  const isPaused = conversation.pausedId.value === props.message.id
  return (
    <p class="cut-off" dir="auto">
      {isPaused ? strings.paused : strings.cutOff}
    </p>
  )
}

/** Whose turn is next is under way, to the eye: a message that is sent at once would flicker. */
function lookOf(delivery: Delivery): 'solid' | 'waiting' | 'failed' {
  if (delivery.state === 'failed') return 'failed'
  return delivery.state === 'waiting' && delivery.why !== 'turn' ? 'waiting' : 'solid'
}
