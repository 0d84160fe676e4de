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
  /** Changes nothing when no message is being changed. */
  cancel(): void
  /** Somebody has signed out. */
  forget(): void
  /** Gives the message the text of the composer. */
  save(): Promise<void>
}

type Edit = (id: MessageId, content: string) => ReturnType<Sync['edit']>

export function createEditing(composer: ComposerModel, edit: Edit): Editing {
  const target = signal<MessageId | null>(null)
  const lateText = signal<string | null>(null)

  function end(): void {
    batch(() => {
      target.value = null
      composer.bringBack()
    })
  }

  return {
    target,
    isTooLate: computed(
      () => lateText.value !== null && composer.text.value.startsWith(lateText.value),
    ),
    begin({ id, content }) {
      batch(() => {
        lateText.value = null
        target.value = id
        composer.lend(content)
      })
    },
    cancel: end,
    forget() {
      lateText.value = null
      end()
    },
    async save() {
      const id = target.value
      const content = composer.text.value
      if (id === null || composer.isBlank.value || composer.isTooLong.value) return
      const result = await edit(id, content)
      const kind = typeof result === 'string' ? result : result.kind
      // Something else was begun meanwhile.
      if (target.value !== id) return
      if (kind === 'done' || kind === 'asked') end()
      else if (kind === 'too_late') {
        batch(() => {
          lateText.value = content
          end()
          composer.restore(content)
        })
      } else if (kind !== 'blank') composer.refuse(kind === 'not_now' ? 'not_stored' : kind)
    },
  }
}
