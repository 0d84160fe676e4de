/** Everything the components draw, and everything they can ask for. */
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ResolvedOptions } from '../api/options.ts'
import type { PanelStrings } from '../i18n/strings.ts'
import { followText } from './composer/composer-field.ts'
import { type ComposerModel, createComposerModel } from './composer/composer-model.ts'
import { type ConversationModel, createConversationModel } from './conversation-model.ts'
import { type Look, lookOf } from './look.ts'
import { createScrollFollower, type ScrollFollower } from './messages/scroll-follower.ts'
import { describeStatus, type Notice } from './notices/describe-status.ts'
import type { TimeFormat } from './time-format.ts'

/** One panel. */
export interface PanelModel {
  readonly strings: PanelStrings
  readonly time: TimeFormat
  readonly conversation: ConversationModel
  readonly composer: ComposerModel
  readonly scroll: ScrollFollower
  readonly look: ReadonlySignal<Look>
  /** Name of the site, or of the person who answers. */
  readonly title: ReadonlySignal<string>
  readonly notice: ReadonlySignal<Notice | null>
  readonly isOpen: ReadonlySignal<boolean>
  /** On a phone the panel is the screen. */
  readonly isFullScreen: Signal<boolean>
  /** Lets the text field follow the text; a `ref`. */
  readonly attachField: (field: HTMLTextAreaElement | null) => (() => void) | undefined
  setOpen(isOpen: boolean): void
  setCoreMissing(isMissing: boolean): void
  focusComposer(): void
  /** Sends a suggested question. */
  ask(question: string): Promise<void>
  /** Takes a message that was not sent back into the composer. */
  edit(message: { readonly id: string; readonly content: string }): Promise<void>
  /** Asks the launcher to close the panel. */
  close(): void
}

/** What the model is made from. */
export interface PanelSetup {
  readonly options: ResolvedOptions
  readonly strings: PanelStrings
  readonly time: TimeFormat
  readonly hasHistory: boolean
  readonly onClose: () => void
}

export function createPanelModel({
  options,
  strings,
  time,
  hasHistory,
  onClose,
}: PanelSetup): PanelModel {
  const isOpen = signal(false)
  const isCoreMissing = signal(false)
  const focusRequests = signal(0)
  const conversation = createConversationModel(hasHistory)
  const scroll = createScrollFollower(conversation.messages)
  const composer = createComposerModel(send)

  const look = computed(() => lookOf(options, conversation.status.value?.settings ?? null, strings))
  const person = computed(() => {
    const isPeople = conversation.thread.value?.thread?.mode === 'people'
    const named = conversation.messages.value.findLast(({ author }) => author === 'agent')
    return isPeople ? (named?.authorName ?? null) : null
  })

  async function send(content: string): ReturnType<ConversationModel['send']> {
    const result = await conversation.send(content)
    if (result.kind === 'stored') scroll.follow()
    return result
  }

  return {
    strings,
    time,
    conversation,
    composer,
    scroll,
    look,
    title: computed(() => {
      const site = look.value.name
      if (person.value !== null) return strings.personFrom(person.value, site)
      return site || strings.chat
    }),
    notice: computed(() => describeStatus(conversation.status.value, isCoreMissing.value, strings)),
    isOpen,
    isFullScreen: signal(false),
    attachField: (field) =>
      field === null ? undefined : followText(field, { text: composer.text, focusRequests }),
    setOpen(next) {
      isOpen.value = next
    },
    setCoreMissing(isMissing) {
      isCoreMissing.value = isMissing
    },
    focusComposer() {
      focusRequests.value++
    },
    async ask(question) {
      const result = await send(question)
      // Refused, and not by its text: it waits in the composer, where the reason is shown.
      if (result.kind !== 'stored' && result.kind !== 'blank') {
        composer.restore(question)
        await composer.submit()
      }
    },
    async edit({ id, content }) {
      if (await conversation.discard(id)) composer.restore(content)
    },
    close: onClose,
  }
}
