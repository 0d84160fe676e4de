import type { ComponentChildren, JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PanelModel } from '../panel-model.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { Greeting } from './Greeting.tsx'
import { keepGroups } from './keep-groups.ts'
import { keepStretches } from './keep-stretches.ts'
import { MessageGroup } from './MessageGroup.tsx'

/** All that scrolls: the messages by day, or the greeting of an empty conversation. */
export function Days({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { conversation, strings, time } = model
  // Read so that "Today" is drawn anew after midnight.
  void model.nowMs.value
  const { nodeOf, stretchesOf } = useMemo(
    () => ({
      nodeOf: keepGroups((group) => <MessageGroup key={group.key} group={group} model={model} />),
      stretchesOf: keepStretches(),
    }),
    [],
  )
  const days = arrangeMessages(conversation.messages.value)
  const writing = model.more.value?.writing()
  const isEmpty = conversation.isKnown.value && days.length === 0
  return (
    <div class="log-content">
      {isEmpty && <Greeting model={model} />}
      {conversation.isLoadingOlder.value && <p class="log-note">{strings.loadingOlder}</p>}
      {days.map(({ startMs, groups }) => (
        <div class="day" key={startMs}>
          <p class="log-note">{time.day(startMs, strings)}</p>
          {stretchesOf(groups).map((stretch) => (
            <div class="stretch" key={stretch.key}>
              {stretch.groups.map(nodeOf)}
            </div>
          ))}
        </div>
      ))}
      {conversation.isThinking.value ? (
        <Writing name={strings.assistant} label={strings.writing(strings.assistant)}>
          <span class="tag">{strings.assistantTag}</span>
        </Writing>
      ) : (
        writing && <Writing name={writing} />
      )}
    </div>
  )
}
/** Somebody who writes what has no words yet. */
function Writing({ name, label, children }: WritingProps): JSX.Element {
  return (
    <div class="group">
      <div class="group-name">
        <span>{name}</span>
        {children}
      </div>
      <div class="bubble dots" role="img" aria-label={label} aria-hidden={!label}>
        <i />
        <i />
        <i />
      </div>
    </div>
  )
}

interface WritingProps {
  /** What stands above; says all there is to say where there is no label. */
  readonly name: string
  readonly label?: string
  readonly children?: ComponentChildren
}
