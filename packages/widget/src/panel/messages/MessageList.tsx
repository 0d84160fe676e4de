import type { ComponentChildren, TargetedEvent } from 'preact'
import { Icon } from '../Icon.tsx'
import type { PanelModel } from '../panel-model.ts'
import { Days } from './Days.tsx'

/** Near enough to the top to fetch what is above, in CSS pixels. */
const TOP_TOLERANCE_PX = 120

/** The one scroll area. */
export function MessageList({ model }: { readonly model: PanelModel }): ComponentChildren {
  const { conversation, scroll, strings } = model

  function scrolled(event: TargetedEvent<HTMLElement>): void {
    if (event.currentTarget.scrollTop < TOP_TOLERANCE_PX) void conversation.loadOlder()
  }

  return (
    <div class="log-frame">
      {/* The announcer speaks for it: a log that grew by tokens would never be silent. */}
      <div
        ref={scroll.attach}
        class="log"
        part="log"
        role="log"
        aria-live="off"
        aria-label={strings.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
        tabIndex={0}
        onScroll={scrolled}
      >
        <Days model={model} />
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
