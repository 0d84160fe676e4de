/** The composer while it holds a message that was written before and is being changed. */
import type { MessageId } from '@porchlight/protocol'
import type { Sync } from '@porchlight/sync'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ComposerModel } from './composer-model.ts'

/** One message at a time. What was in the composer before waits, and comes back. */
export interface Editing {
  /** The message that is being changed, or null. */
  readonly target: ReadonlySignal<MessageId | null>
  /** The last change came too late: the message was posted, and the composer has the new text. */
  readonly isTooLate: ReadonlySignal<boolean>
  begin(message: { readonly id: MessageId; readonly content: string }): void
  cancel(): void
  /** Somebody has signed out: nothing of theirs comes back. */
  forget(): void
  /** Gives the message the text of the composer. */
  save(): Promise<void>
}

type Edit = (id: MessageId, content: string) => ReturnType<Sync['edit']>

export function createEditing(composer: ComposerModel, edit: Edit): Editing {
  const target = signal<MessageId | null>(null)
  const lateText = signal<string | null>(null)
  let setAside = ''

  function end(text: string): void {
    batch(() => {
      target.value = null
      composer.write(text)
    })
  }

  return {
    target,
    isTooLate: computed(
      () => lateText.value !== null && composer.text.value.startsWith(lateText.value),
    ),
    begin({ id, content }) {
      if (target.value === null) setAside = composer.text.value
      batch(() => {
        lateText.value = null
        target.value = id
        composer.write(content)
      })
    },
    cancel: () => end(setAside),
    forget() {
      setAside = ''
      target.value = null
      lateText.value = null
    },
    async save() {
      const id = target.value
      const content = composer.text.value
      if (id === null || composer.isBlank.value || composer.isTooLong.value) return
      const result = await edit(id, content)
      const kind = typeof result === 'string' ? result : result.kind
      // Something else was begun meanwhile.
      if (target.value !== id) return
      if (kind === 'done' || kind === 'asked') end(setAside)
      else if (kind === 'too_late') {
        lateText.value = content
        end(setAside === '' ? content : `${content}\n${setAside}`)
      } else if (kind !== 'blank') composer.refuse(kind === 'not_now' ? 'not_stored' : kind)
    },
  }
}
