import { useComputed } from '@preact/signals'
import type { JSX, TargetedEvent } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'
import { arrangeMessages } from './arrange-messages.ts'
import { Greeting } from './Greeting.tsx'
import { MessageGroup } from './MessageGroup.tsx'

/** Near enough to the top to fetch what is above, in CSS pixels. */
const TOP_TOLERANCE_PX = 120

/** The one scroll area. */
export function MessageList({ model }: { readonly model: PanelModel }): JSX.Element {
  const { conversation, scroll, strings, time } = model
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const days = useComputed(() => arrangeMessages(conversation.messages.value))

  useLayoutEffect(() => {
    if (scroller.current === null || content.current === null) return
    return scroll.attach({
      scroller: scroller.current,
      content: content.current,
      ends() {
        const messages = conversation.messages.peek()
        return { first: messages[0]?.id, last: messages.at(-1)?.id }
      },
    })
  }, [scroll, conversation])

  function scrolled(event: TargetedEvent<HTMLElement>): void {
    if (event.currentTarget.scrollTop < TOP_TOLERANCE_PX) void conversation.loadOlder()
  }

  const isEmpty = conversation.isKnown.value && days.value.length === 0
  return (
    <div class="log-frame">
      {/* The announcer speaks for it: a log that grew by tokens would never be silent. */}
      <div
        ref={scroller}
        class="log"
        part="log"
        role="log"
        aria-live="off"
        aria-label={strings.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        tabIndex={0}
        onScroll={scrolled}
      >
        <div ref={content} class="log-content" data-empty={isEmpty}>
          {isEmpty && <Greeting model={model} />}
          {conversation.isLoadingOlder.value && <p class="log-note">{strings.loadingOlder}</p>}
          {days.value.map(({ startMs, groups }) => (
            <div class="day" key={startMs}>
              <p class="log-note">{time.day(startMs, strings)}</p>
              {groups.map((group) => (
                <MessageGroup key={group.key} group={group} model={model} />
              ))}
            </div>
          ))}
          {conversation.isThinking.value && <Thinking model={model} />}
        </div>
      </div>
      {scroll.hasNews.value && (
        <button type="button" class="jump" onClick={scroll.follow}>
          <Icon name="down" />
          {strings.newMessages}
        </button>
      )}
    </div>
  )
}

/** An answer that has no words yet. */
function Thinking({ model }: { readonly model: PanelModel }): JSX.Element {
  const { strings } = model
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
