/** What a conversation is called in the list, and the one line below that. */
import type { Thread } from '@porchlight/protocol'
import { parseMarkdown, toPlainText } from '@porchlight/richtext'
import type { MoreStrings } from '../../i18n/strings.ts'
import type { PanelModel } from '../../panel/panel-model.ts'

const PREVIEW_CHARACTERS = 200

/** A draft is told before what waits, and that before what was said last. */
export function describeThread(
  thread: Thread,
  panel: PanelModel,
  words: MoreStrings,
): { readonly title: string; readonly preview: string } {
  const draft = panel.drafts.get(thread.id)
  const first = thread.title === null ? firstWords(thread, panel) : ''
  const waiting = thread.rev === 0 ? first : ''
  const said = toPlainText(parseMarkdown(thread.lastMessageText ?? '')).replace(/\s+/g, ' ')
  const title = thread.title || first || words.newConversation
  const preview =
    draft !== ''
      ? `${words.draft} ${draft}`
      : waiting !== ''
        ? `${words.waitingHere} ${waiting}`
        : said
  return { title, preview: preview.slice(0, PREVIEW_CHARACTERS) }
}

/** The server has not named it yet, so the store has to be asked. */
function firstWords({ id }: Thread, panel: PanelModel): string {
  return panel.conversation.sync.value?.thread(id).get().messages[0]?.content ?? ''
}
