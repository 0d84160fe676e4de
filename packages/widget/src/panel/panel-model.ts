/** Everything the components draw, and everything they can ask for. */
import type { ThreadId, Traits } from '@porchlight/protocol'
import type { MessageView } from '@porchlight/sync'
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { JSX } from 'preact'
import type { LiveSync } from '../api/activity.ts'
import type { Host } from '../api/host.ts'
import type { ResolvedOptions } from '../api/options.ts'
import { overrideStrings } from '../i18n/override-strings.ts'
import type { PanelStrings } from '../i18n/strings.ts'
import { detailsKey } from '../loader/mark.ts'
import { followText } from './composer/composer-field.ts'
import { type ComposerModel, createComposerModel } from './composer/composer-model.ts'
import { cutBeginning } from './composer/cut-beginning.ts'
import { createDrafts, type Drafts } from './composer/drafts.ts'
import { createEditing, type Editing } from './composer/editing.ts'
import { followDraft } from './composer/follow-draft.ts'
import { type ConversationModel, createConversationModel } from './conversation-model.ts'
import { readTexts } from './kept-texts.ts'
import { type Look, lookOf } from './look.ts'
import { createScrollFollower, type ScrollFollower } from './messages/scroll-follower.ts'
import { createNavigation, type Navigation } from './navigation.ts'
import { describeStatus, type Notice } from './notices/describe-status.ts'
import type { More, PresencePart, RestorePart, ScreenLoan } from './screens.ts'
import type { Speech } from './speak.ts'
import { createTicking } from './ticking.ts'
import type { TimeFormat } from './time-format.ts'

/** One panel. */
export interface PanelModel extends Navigation {
  readonly options: ResolvedOptions
  /** In the language of now. */
  readonly strings: PanelStrings
  /** The texts of another file, in English: a language file has them all, and a site some. */
  translate<S extends object>(texts: S): S
  readonly time: TimeFormat
  readonly conversation: ConversationModel
  readonly composer: ComposerModel
  readonly editing: Editing
  readonly drafts: Drafts
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
  /** Draws this core from now on. Another one than before is another visitor's. */
  connect(sync: LiveSync): void
  setCoreMissing(isMissing: boolean): void
  focusComposer(): void
  /** Puts a text of the site's into the composer. */
  prefill(text: string): void
  /** Somebody has signed out: nothing of theirs stays. */
  forget(): void
  /** Sends a suggested question. */
  ask(question: string): Promise<void>
  /** Takes a message that is not posted into the composer, to change it. */
  edit(message: MessageView): Promise<void>
  /** Sends the text that came too late to change a message. */
  sendAsNew(message: MessageView): Promise<void>
  /** The visitor is here: in a place of its own on the page, a panel takes no focus before. */
  readonly mayTakeFocus: Signal<boolean>
  /** Goes to a conversation; without one, to a new one. */
  showThread(thread?: ThreadId): void
  /** The minute it is, in milliseconds since 1970; stands still while the panel is closed. */
  readonly nowMs: ReadonlySignal<number>
  /** The site wants an address before a first message, and one is to be sent. */
  readonly isAskingDetails: Signal<boolean>
  /** What the visitor has told of themselves. */
  readonly told: Signal<Traits>
  readonly setup: PanelSetup
  /** Sends what the composer holds, or changes the message that it came from. */
  submit(): Promise<void>
  /** What the site wants may have changed. */
  update(): void
  /** Asks the launcher to close the panel. */
  close(): void
  /** Lets go of everything. */
  destroy(): void
}

/** What the model is made from. */
export interface PanelSetup {
  readonly options: ReadonlySignal<ResolvedOptions>
  readonly speech: ReadonlySignal<Speech>
  readonly hasHistory: boolean
  readonly loadMore: (model: PanelModel) => Promise<More>
  readonly consent: {
    /** Nothing may be stored and nothing sent before the visitor has said yes. */
    isNeeded(): boolean
    give(): void
  }
  readonly loadRestore: (model: PanelModel, loan: ScreenLoan) => Promise<RestorePart>
  readonly loadPresence: (model: PanelModel, loan: ScreenLoan) => Promise<PresencePart>
  /** What a page can do, by its name. */
  readonly call: Host['call']
  /** The one that led to this page. */
  readonly link: Host['link']
  /** What went wrong, for files that have no icons. */
  readonly warn: (text: string) => JSX.Element
}

export function createPanelModel(setup: PanelSetup): PanelModel {
  const { options, speech, consent } = setup
  const isOpen = signal(false)
  const isCoreMissing = signal(false)
  const focusRequests = signal(0)
  const isAskingDetails = signal(false)
  const conversation = createConversationModel(
    setup.hasHistory,
    () => composer.text.peek() !== '' || editing.target.peek() !== null,
  )
  const scroll = createScrollFollower(conversation.messages)
  const composer = createComposerModel(send)
  const navigation = createNavigation({
    first: consent.isNeeded() ? 'consent' : 'conversation',
    loadMore: () => setup.loadMore(model),
    text: () => composer.text.peek(),
  })
  const { screen, isMenuOpen, more, isMoreMissing, show, fetchMore } = navigation
  const drafts = createDrafts(options.value.token, () => !consent.isNeeded())
  const editing = createEditing(composer, conversation.edit)
  const isEditing = computed(() => editing.target.value !== null)
  const unfollowDraft = followDraft({ ...conversation, composer, drafts, isEditing })
  const { nowMs, stop: stopTicking } = createTicking(isOpen)
  const told = signal<Traits>(readTexts(detailsKey(options.value.token)))
  const details = computed<Traits>(() => ({ ...told.value, ...options.value.traits }))

  const look = computed(() =>
    lookOf(options.value, conversation.status.value?.settings ?? null, speech.value.strings),
  )
  const person = computed(() => {
    const isPeople = conversation.thread.value?.thread?.mode === 'people'
    const named = [...conversation.messages.value]
      .reverse()
      .find(({ author }) => author === 'agent')
    return isPeople ? (named?.authorName ?? null) : null
  })

  const needsDetails = computed(() => {
    const isFirst = conversation.threadId.value === null || conversation.threads.value.length === 0
    const { email } = details.value
    return look.value.requireEmail && isFirst && typeof email !== 'string'
  })

  async function send(content: string): ReturnType<ConversationModel['send']> {
    const from = conversation.threadId.peek()
    const result = await conversation.send(content)
    if (result.kind === 'stored') {
      scroll.follow()
      // Another conversation is on the screen by now; the draft of that one still begins with it.
      if (from !== conversation.threadId.peek()) {
        drafts.set(from, cutBeginning(drafts.get(from), content))
      }
    }
    return result
  }

  async function submit(): Promise<void> {
    if (isEditing.value) return editing.save()
    if (needsDetails.value && !composer.isBlank.value) {
      // Without the form, the text matters more than the address.
      await fetchMore()
      isAskingDetails.value = more.value !== null
    }
    if (!isAskingDetails.value) await composer.submit()
  }

  const model: PanelModel = {
    ...navigation,
    get options() {
      return options.value
    },
    get strings() {
      return speech.value.strings
    },
    translate: (texts) => overrideStrings(texts, speech.value.strings, options.value.strings),
    get time() {
      return speech.value.time
    },
    conversation,
    composer,
    editing,
    drafts,
    scroll,
    look,
    title: computed(() => {
      const { strings } = speech.value
      const site = look.value.name
      if (person.value !== null) return strings.personFrom(person.value, site)
      return site || strings.chat
    }),
    notice: computed(() => {
      const isMissing = isCoreMissing.value || isMoreMissing.value
      return describeStatus(conversation.status.value, isMissing, speech.value.strings)
    }),
    isOpen,
    isFullScreen: signal(false),
    attachField: (field) =>
      field === null ? undefined : followText(field, { text: composer.text, focusRequests }),
    setOpen(next) {
      isMenuOpen.value = false
      isOpen.value = next
    },
    prefill(text) {
      if (isEditing.value) editing.cancel()
      composer.write(text)
    },
    connect: conversation.connect,
    forget() {
      batch(() => {
        editing.forget()
        composer.replace('')
        drafts.clear()
        told.value = {}
        isAskingDetails.value = false
        show(consent.isNeeded() ? 'consent' : 'conversation')
      })
    },
    setCoreMissing(isMissing) {
      isCoreMissing.value = isMissing
    },
    focusComposer() {
      focusRequests.value++
    },
    async ask(question) {
      if (isEditing.value) editing.cancel()
      if (needsDetails.value) {
        composer.restore(question)
        return submit()
      }
      const result = await send(question)
      // Refused, and not by its text: it waits in the composer, where the reason is shown.
      if (result.kind !== 'stored' && result.kind !== 'blank') {
        composer.restore(question)
        composer.refuse(result.kind)
      }
    },
    async edit(message) {
      if (message.delivery?.state !== 'failed') return editing.begin(message)
      if (isEditing.value) editing.cancel()
      if (await conversation.discard(message.id)) composer.restore(message.content)
    },
    async sendAsNew({ id, change }) {
      if (change?.kind !== 'late') return
      const result = await send(change.content)
      if (result.kind === 'stored') await conversation.discard(id)
    },
    mayTakeFocus: signal(false),
    showThread(thread) {
      if (isEditing.value) editing.cancel()
      const begun = Object.keys(drafts.all.value).find(
        (id) => id !== '' && !conversation.threads.value.some((known) => known.id === id),
      )
      conversation.choose(thread ?? begun)
      show('conversation')
      scroll.follow()
      focusRequests.value++
    },
    nowMs,
    told,
    isAskingDetails,
    setup,
    submit,
    update() {
      if (screen.value === 'consent' && !consent.isNeeded()) show('conversation')
    },
    close: () => void setup.call('close'),
    destroy() {
      more.value?.close()
      stopTicking()
      unfollowDraft()
      drafts.close()
      conversation.close()
    },
  }
  return model
}
