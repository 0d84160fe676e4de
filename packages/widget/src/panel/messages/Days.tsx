import type { ComponentChildren, JSX } from 'preact'
import type { PanelModel } from '../panel-model.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { Greeting } from './Greeting.tsx'
import { MessageGroup } from './MessageGroup.tsx'

/** All that scrolls: the messages by day, or the greeting of an empty conversation. */
export function Days({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { conversation, strings, time } = model
  // Read so that "Today" is drawn anew after midnight.
  void model.nowMs.value
  const days = arrangeMessages(conversation.messages.value)
  const isEmpty = conversation.isKnown.value && days.length === 0
  return (
    <div class="log-content">
      {isEmpty && <Greeting model={model} />}
      {conversation.isLoadingOlder.value && <p class="log-note">{strings.loadingOlder}</p>}
      {days.map(({ startMs, groups }) => (
        <div class="day" key={startMs}>
          <p class="log-note">{time.day(startMs, strings)}</p>
          {groups.map((group) => (
            <MessageGroup key={group.key} group={group} model={model} />
          ))}
        </div>
      ))}
      {conversation.isThinking.value && <Thinking model={model} />}
    </div>
  )
}
/** An answer that has no words yet. */
function Thinking({ model: { strings } }: { readonly model: PanelModel }): JSX.Element {
  return (
    <div class="group group-assistant">
      <div class="group-name">
        <span>{strings.assistant}</span>
        <span class="tag">{strings.assistantTag}</span>
      </div>
      <div class="bubble dots" role="img" aria-label={strings.writing(strings.assistant)}>
        <i />
        <i />
        <i />
      </div>
    </div>
  )
}
