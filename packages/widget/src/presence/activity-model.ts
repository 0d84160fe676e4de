/** Who of the team is there, and who writes. */
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Activity, ActivityState } from '../api/activity.ts'
import type { MoreStrings } from '../i18n/strings.ts'
import type { PanelModel } from '../panel/panel-model.ts'

export interface ActivityModel {
  /** Null where nothing is heard. */
  readonly state: ReadonlySignal<ActivityState | null>
  /** Says who writes in the conversation that is shown; null for nobody. */
  readonly writing: ReadonlySignal<string | null>
  close(): void
}

/** Listens from now on, and tells that the visitor writes. */
export function createActivityModel(
  panel: PanelModel,
  words: ReadonlySignal<MoreStrings>,
): ActivityModel {
  const { conversation, composer, isOpen } = panel
  const { threadId } = conversation
  const activity = signal<Activity | null>(null)
  const state = signal<ActivityState | null>(null)

  const writing = computed(() => {
    const name = state.value?.writers.get(threadId.value ?? '')
    // One who answers is drawn already.
    if (name === undefined || conversation.isAnswering.value) return null
    return words.value.typing(name ?? panel.strings.team)
  })

  const stop = [
    effect(() => {
      // A file that could not be had is asked for again when something has changed.
      void conversation.status.value
      conversation.sync.value?.activity?.().then(
        (begun) => {
          activity.value = begun
        },
        () => undefined,
      )
    }),
    effect(() => activity.value?.typed(isOpen.value ? threadId.value : null, composer.text.value)),
    effect(() =>
      activity.value?.follow((next) => {
        state.value = next
      }),
    ),
  ]

  return {
    state,
    writing,
    close() {
      for (const undo of stop) undo()
    },
  }
}
