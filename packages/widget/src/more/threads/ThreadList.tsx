import type { ComponentChildren } from 'preact'
import type { MoreModel } from '../more-model.ts'
import { ThreadRow } from './ThreadRow.tsx'

/** The visitor's conversations, the one with the newest activity first. */
export function ThreadList({ model }: { readonly model: MoreModel }): ComponentChildren {
  const { panel, words } = model
  const threads = panel.conversation.threads.value
  return (
    <>
      <div class="threads" part="threads" tabIndex={-1} ref={model.takeFocus}>
        {threads.length === 0 && <p class="log-note">{words.value.noConversations}</p>}
        <ul class="thread-list" aria-label={words.value.conversations}>
          {threads.map((thread) => (
            <li key={thread.id}>
              <ThreadRow thread={thread} model={model} />
            </li>
          ))}
        </ul>
      </div>
      <div class="screen-actions">
        <button type="button" class="button-main" onClick={() => panel.showThread()}>
          {words.value.newConversation}
        </button>
      </div>
    </>
  )
}
