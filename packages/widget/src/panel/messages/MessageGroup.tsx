import type { JSX } from 'preact'
import { authorLabel } from '../author-label.ts'
import type { PanelModel } from '../panel-model.ts'
import type { MessageGroup as Group } from './arrange-messages.ts'
import { Message } from './Message.tsx'

/** Messages of one author under one name. */
export function MessageGroup(props: {
  readonly group: Group
  readonly model: PanelModel
}): JSX.Element | null {
  const { group, model } = props
  const { strings, time } = model
  const first = group.entries[0]?.message
  if (first === undefined) return null
  if (first.author === 'notice' || first.author === 'system') {
    return (
      <div class="group-notice">
        {group.entries.map(({ message }) => (
          <p key={message.id}>{message.content}</p>
        ))}
      </div>
    )
  }
  const label = authorLabel(first, strings)
  const parts = model.more.value?.markup.value
  return (
    <div class={`group group-${first.author}`}>
      {first.author === 'visitor' ? (
        <span class="unseen">{strings.youSaid}</span>
      ) : (
        <div class="group-name">
          {parts?.drawFace(label, first.author === 'agent')}
          <span>{label}</span>
          {first.author === 'assistant' && <span class="tag">{strings.assistantTag}</span>}
          <time dir="auto" dateTime={first.createdAt}>
            {time.time(first.createdAt)}
          </time>
        </div>
      )}
      {group.entries.map((entry) => (
        <Message key={entry.message.id} {...entry} model={model} />
      ))}
    </div>
  )
}
