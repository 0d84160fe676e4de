/** Keeps what the composer holds and the draft of the conversation on the screen the same. */
import type { ThreadId } from '@porchlight/protocol'
import { effect, type ReadonlySignal } from '@preact/signals'
import type { ComposerModel } from './composer-model.ts'
import type { Drafts } from './drafts.ts'

/** What is kept the same, and when not. */
export interface DraftFollowing {
  readonly composer: Pick<ComposerModel, 'text' | 'write' | 'replace' | 'restore' | 'setAside'>
  readonly drafts: Drafts
  readonly threadId: ReadonlySignal<ThreadId | null>
  /** The composer holds a message that is being changed, which is no draft. */
  readonly isEditing: ReadonlySignal<boolean>
}

/** @returns the undo */
export function followDraft({ composer, drafts, threadId, isEditing }: DraftFollowing): () => void {
  let shown: ThreadId | null = null
  let heard = ''
  composer.write(drafts.get(null))

  const stopThread = effect(() => {
    const id = threadId.value
    if (id === shown) return
    const written = composer.text.peek()
    const isBegun = shown === null && written !== ''
    shown = id
    // What was written before there was a conversation belongs to the one that has begun.
    if (!isBegun) composer.replace(drafts.get(id))
    else if (drafts.get(id) !== '') composer.restore(drafts.get(id))
    if (isBegun) drafts.set(null, '')
  })
  const stopTyping = effect(() => {
    const text = composer.text.value
    if (!isEditing.value) drafts.set(shown, text)
  })
  const stopOthers = effect(() => {
    const { [shown ?? '']: text = '' } = drafts.all.value
    const isNews = text !== heard
    heard = text
    if (isEditing.peek()) {
      // Nothing is drafted here meanwhile: news are from another tab, and newer than what waits.
      if (isNews) composer.setAside(text)
      // Whoever writes here knows better than another tab.
    } else if (text !== composer.text.peek() && !document.hasFocus()) composer.write(text)
  })

  return () => {
    stopThread()
    stopTyping()
    stopOthers()
  }
}
