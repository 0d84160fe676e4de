/** What is asked of the visitor below the messages: one thing at a time, and nothing twice. */
import type { Score, ThreadId } from '@porchlight/protocol'
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { MoreStrings } from '../../i18n/strings.ts'
import { helpedKey } from '../../loader/mark.ts'
import { readTexts, writeTexts } from '../../panel/kept-texts.ts'
import type { PanelModel } from '../../panel/panel-model.ts'

/**
 * `helpful`: whether the assistant's answer was; people can be asked instead. `helped`,
 * `asked_people`: what was said, confirmed. `closed`: the conversation is resolved, and may be rated.
 * `rated`: it was.
 */
export type FooterState = 'helpful' | 'helped' | 'asked_people' | 'closed' | 'rated' | null

export interface FooterModel {
  readonly state: ReadonlySignal<FooterState>
  /** The assistant answers here, or would, so people can be asked for. */
  readonly canAskPeople: ReadonlySignal<boolean>
  /** The chosen score, before it is sent. */
  readonly score: ReadonlySignal<Score | null>
  confirmHelped(): void
  askPeople(): Promise<void>
  choose(score: Score): void
  rate(comment: string): void
}

export function createFooterModel(
  panel: PanelModel,
  words: ReadonlySignal<Pick<MoreStrings, 'askPeople'>>,
): FooterModel {
  const { conversation } = panel
  const place = helpedKey(panel.options.token)
  /** What was said here of each conversation, until something new is written in it. */
  const said = signal<
    ReadonlyMap<ThreadId, { readonly state: FooterState; readonly last: string }>
  >(new Map())
  const scores = signal<ReadonlyMap<ThreadId | null, Score>>(new Map())
  const score = computed(() => scores.value.get(conversation.threadId.value) ?? null)
  // A rating comes into the conversation as a notice: it ends nothing that was said.
  const last = computed(
    () => conversation.messages.value.filter(({ author }) => author !== 'notice').at(-1) ?? null,
  )
  const isRated = computed(() => conversation.messages.value.at(-1)?.author === 'notice')

  const state = computed((): FooterState => {
    const id = conversation.threadId.value
    const message = last.value
    if (id === null || message === null) return null
    const before = said.value.get(id)
    if (before !== undefined && before.last === message.id) return before.state
    const { thread } = conversation.thread.value ?? {}
    if (thread?.ticket?.status === 'resolved') return isRated.value ? 'rated' : 'closed'
    if (readTexts(place)[id] === message.id) return 'helped'
    // The rest of one that has paused may help yet.
    const isPaused = conversation.pausedId.value === message.id
    const isAnswered = message.author === 'assistant' && !message.isWriting && !isPaused
    return isAnswered && thread?.mode === 'assistant' ? 'helpful' : null
  })

  function say(next: FooterState): void {
    const id = conversation.threadId.value
    const message = last.value
    if (id === null || message === null) return
    said.value = new Map(said.value).set(id, { state: next, last: message.id })
  }

  /** Told to the server as soon as there is one. */
  function tell(act: (thread: ThreadId) => unknown): void {
    const id = conversation.threadId.value
    if (id !== null) act(id)
  }

  return {
    state,
    canAskPeople: computed(() => {
      const mode = conversation.thread.value?.thread?.mode
      const isAnswering = conversation.status.value?.capabilities.includes('resume')
      return mode === undefined ? isAnswering === true : mode === 'assistant'
    }),
    score,
    confirmHelped() {
      tell((thread) => {
        conversation.sync.value?.describe(thread, { isHelped: true })
        // The server keeps it for the team alone, and the next page would ask again.
        const { id = '' } = last.value ?? {}
        writeTexts(place, { ...readTexts(place), [thread]: id })
      })
      say('helped')
    },
    async askPeople() {
      // A conversation begins with a message.
      if (last.value === null) await panel.ask(words.value.askPeople)
      tell((thread) => conversation.sync.value?.describe(thread, { wantsPeople: true }))
      say('asked_people')
    },
    choose(next) {
      scores.value = new Map(scores.value).set(conversation.threadId.value, next)
    },
    rate(comment) {
      const chosen = score.value
      if (chosen === null) return
      const words = comment.trim() === '' ? undefined : comment
      tell((thread) => conversation.sync.value?.rate(thread, chosen, words))
      scores.value = new Map()
      say('rated')
    },
  }
}
