import { linkTarget, parseMarkdown } from '@porchlight/richtext'
import type { MessageView } from '@porchlight/sync'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PanelModel } from '../panel-model.ts'
import type { Entry } from './arrange-messages.ts'
import { DeliveryLine } from './DeliveryLine.tsx'
import { MarkupTree } from './MarkupTree.tsx'

/** One message with all that belongs to it. */
export function Message(props: { readonly entry: Entry; readonly model: PanelModel }): JSX.Element {
  const { entry, model } = props
  const { message, showsDelivery } = entry
  const { delivery, isWriting } = message
  return (
    <>
      <div
        class="bubble"
        part={message.author === 'visitor' ? 'bubble bubble-own' : 'bubble'}
        dir="auto"
        data-state={delivery?.state}
        aria-busy={isWriting}
      >
        <MessageText message={message} />
        <Citations message={message} label={model.strings.sources} />
        {message.incomplete && <p class="cut-off">{model.strings.cutOff}</p>}
      </div>
      {delivery !== null && showsDelivery && (
        <DeliveryLine message={message} delivery={delivery} model={model} />
      )}
    </>
  )
}

/** A visitor's text is shown as it was typed; others write markdown. */
function MessageText({ message }: { readonly message: MessageView }): JSX.Element {
  const { author, content, isWriting } = message
  const root = useMemo(() => parseMarkdown(author === 'visitor' ? '' : content), [author, content])
  return author === 'visitor' ? (
    <p class="plain">{content}</p>
  ) : (
    <MarkupTree root={root} isWriting={isWriting} />
  )
}

function Citations(props: {
  readonly message: MessageView
  readonly label: string
}): JSX.Element | null {
  const { citations } = props.message
  if (citations.length === 0) return null
  return (
    <ul class="citations" aria-label={props.label}>
      {citations.map(({ title, url }) => {
        const target = url === null ? undefined : linkTarget(url)
        return (
          <li>
            {target === undefined ? (
              <span class="citation">{title}</span>
            ) : (
              <a
                class="citation"
                href={target.href}
                target="_blank"
                rel="noopener noreferrer nofollow"
              >
                {title}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
