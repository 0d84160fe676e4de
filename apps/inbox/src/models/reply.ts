/** What is being written to one ticket. It outlives the thread on the screen, a failure and a reload. */
import type { ClientError, Result, TicketsClient } from '@porchlight/client'
import {
  type Clock,
  countCharacters,
  isBlank,
  REPLY_MAX_CHARACTERS,
  type TicketMessage,
  type WireCitation,
} from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Drafts } from './drafts.ts'
import { type OpenVariable, openVariables } from './macro-text.ts'

/**
 * `held` can still be undone. `unfilled`: it was to be sent with variables in it, and was not. `left`: it
 * was to be sent, and the page went before it was; if it had been tried, nobody knows whether it was.
 */
export type ReplyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unfilled' }
  | { readonly kind: 'held' }
  | { readonly kind: 'left'; readonly isTried: boolean }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface Reply {
  readonly text: ReadonlySignal<string>
  /** A note that only the team sees. */
  readonly isPrivate: ReadonlySignal<boolean>
  readonly state: ReadonlySignal<ReplyState>
  /** Characters left; negative when the text is too long. */
  readonly remaining: ReadonlySignal<number>
  readonly canSend: ReadonlySignal<boolean>
  /** What a suggestion in it was taken from, until it is sent or emptied. */
  readonly sources: ReadonlySignal<readonly WireCitation[]>
  /** Variables of a macro that stand in the text as they are. */
  readonly unfilled: ReadonlySignal<readonly OpenVariable[]>
  /** Where the caret belongs after something was put in; each time another object. */
  readonly caret: ReadonlySignal<{ readonly at: number }>
  /** @returns whether that is its text now: not while another is on its way */
  write(text: string): boolean
  /** Puts what the assistant would say below what was written. Not while another is on its way. */
  suggest(text: string, sources: readonly WireCitation[]): void
  /** Puts a text where the caret was last, instead of what was chosen there, apart from other words. */
  insert(text: string): void
  /** Says where the caret is. */
  place(start: number, end: number): void
  setPrivate(isPrivate: boolean): void
  /**
   * Holds a reply or a note for a moment in which it can be undone, then sends it. What has variables in
   * it goes only as it is wanted to: nobody sends braces unseen.
   */
  submit(how?: { readonly asItIs: boolean }): void
  /** Lets what is held become a text again. */
  undo(): void
  /** Sends what is held now. */
  sendNow(): void
  /** Another tab has written it: takes that over, but for what is on its way here. */
  readAgain(): void
}

/** How long a reply can be taken back. */
export const UNDO_MS = 5_000

/** A reply that was held longer ago than this is not sent by itself: much may have happened since. */
const HELD_MAX_MS = 60_000

/** Who sends replies, while somebody is signed in. */
export interface Postman {
  readonly client: Pick<TicketsClient, 'reply'>
  readonly onPosted: (ticketId: string, message: TicketMessage) => void
  readonly onFailed: (error: ClientError) => void
  /** Null for a ticket that is not known. */
  readonly numberOf: (ticketId: string) => number | null
}

export interface ReplyOptions {
  /** Makes an idempotency key; called once for each text that is sent. */
  readonly newKey: () => string
  readonly clock: Clock
  readonly drafts: Drafts
  readonly postman: () => Postman | null
  /** What was to be sent is being written on. */
  readonly onDraftAgain: () => void
}

/** Begins with what was kept of it. */
export function createReply(ticketId: string, options: ReplyOptions): Reply {
  const { newKey, clock, drafts, postman, onDraftAgain } = options
  const kept = drafts.read(ticketId)
  const text = signal(kept?.text ?? '')
  const isPrivate = signal(kept?.isPrivate ?? false)
  const state = signal<ReplyState>({ kind: 'idle' })
  const remaining = computed(() => REPLY_MAX_CHARACTERS - countCharacters(text.value))
  const isAtRest = (): boolean => !['held', 'sending'].includes(state.value.kind)
  const sources = signal(kept?.sources ?? [])
  const unfilled = computed(() => openVariables(text.value))
  const caret = signal({ at: text.peek().length })
  let chosen = { start: caret.peek().at, end: caret.peek().at }
  const canSend = computed(() => isAtRest() && !isBlank(text.value) && remaining.value >= 0)
  /** The key of this text, once it has been tried. */
  let key = kept?.key ?? null
  let meant = kept?.meant ?? null
  let stopTimer = (): void => {}

  function keep(): void {
    const draft = { text: text.peek(), isPrivate: isPrivate.peek(), key, meant }
    drafts.write(ticketId, draft.text === '' ? null : { ...draft, sources: sources.peek() })
  }

  /** While a text is on its way it cannot become another one. */
  function change(apply: () => void): void {
    if (!isAtRest()) return
    const wasMeant = meant !== null
    key = null
    meant = null
    batch(() => {
      apply()
      state.value = { kind: 'idle' }
    })
    keep()
    if (wasMeant) onDraftAgain()
  }

  /** A place in another text is none in this one; the field says where its caret is when it is left. */
  function setText(next: string): void {
    text.value = next
    // A text that is begun anew is nothing of the assistant's.
    if (isBlank(next)) sources.value = []
    chosen = { start: next.length, end: next.length }
  }

  function write(next: string): boolean {
    if (next !== text.peek()) change(() => setText(next))
    return next === text.peek()
  }

  function hold(until: number): void {
    state.value = { kind: 'held' }
    meant = { until, ticketNumber: postman()?.numberOf(ticketId) ?? meant?.ticketNumber ?? null }
    keep()
    drafts.hold(ticketId, until)
    stopTimer = clock.setTimeout(() => void send(), Math.max(0, until - clock.now()))
  }

  function letGo(): void {
    stopTimer()
    drafts.hold(ticketId, null)
  }

  async function send(): Promise<void> {
    letGo()
    const sender = postman()
    if (sender === null) {
      state.value = { kind: 'left', isTried: key !== null }
      return
    }
    key ??= newKey()
    keep()
    state.value = { kind: 'sending' }
    const message = { message: text.peek(), isPrivate: isPrivate.peek(), key }
    const answer: Result<TicketMessage> = await sender.client.reply(ticketId, message)
    if (!answer.ok) {
      state.value = { kind: 'failed', error: answer.error }
      sender.onFailed(answer.error)
      return
    }
    key = null
    meant = null
    batch(() => {
      setText('')
      state.value = { kind: 'idle' }
    })
    keep()
    sender.onPosted(ticketId, answer.value)
  }

  const heldUntil = drafts.held().get(ticketId)
  const isRecent = heldUntil !== undefined && clock.now() - heldUntil < HELD_MAX_MS
  if (heldUntil !== undefined && isRecent && canSend.peek()) hold(heldUntil)
  else {
    if (heldUntil !== undefined) drafts.hold(ticketId, null)
    if (meant !== null) state.value = { kind: 'left', isTried: key !== null }
  }

  return {
    text,
    isPrivate,
    state,
    remaining,
    canSend,
    unfilled,
    sources,
    caret,
    write,
    suggest(more, from) {
      const written = text.peek().trim()
      change(() => {
        setText(written === '' ? more : `${written}\n\n${more}`)
        sources.value = from
      })
    },
    insert(more) {
      if (!isAtRest()) return
      const before = text.peek().slice(0, chosen.start)
      const after = text.peek().slice(chosen.end)
      const put = gapBefore(more, { before, after }) + more
      const at = (before + put).length
      batch(() => {
        write(before + put + gapBehind(more, after) + after)
        caret.value = { at }
      })
      chosen = { start: at, end: at }
    },
    place(start, end) {
      chosen = { start, end }
    },
    setPrivate(next) {
      if (next !== isPrivate.peek()) change(() => (isPrivate.value = next))
    },
    submit({ asItIs } = { asItIs: false }) {
      if (!canSend.peek()) return
      if (!asItIs && unfilled.peek().length > 0) state.value = { kind: 'unfilled' }
      else hold(clock.now() + UNDO_MS)
    },
    undo() {
      if (state.peek().kind !== 'held') return
      letGo()
      meant = null
      state.value = { kind: 'idle' }
      keep()
    },
    sendNow() {
      if (state.peek().kind === 'held') void send()
    },
    readAgain() {
      if (!isAtRest()) return
      const now = drafts.read(ticketId)
      key = now?.key ?? null
      meant = now?.meant ?? null
      batch(() => {
        if ((now?.text ?? '') !== text.peek()) setText(now?.text ?? '')
        isPrivate.value = now?.isPrivate ?? false
        sources.value = now?.sources ?? []
        state.value = { kind: 'idle' }
      })
    },
  }
}

/** What is put between words. Behind all that was written it is a paragraph, as a suggestion is. */
function gapBefore(more: string, { before, after }: Record<'before' | 'after', string>): string {
  if (/^\s/.test(more)) return ''
  if (isBlank(after)) return /\S$/.test(before) ? '\n\n' : ''
  // Not behind what opens something: a bracket, a quotation, a dash.
  return /[^\s\p{Ps}\p{Pi}\p{Pd}"'/@#]$/u.test(before) ? ' ' : ''
}

function gapBehind(more: string, after: string): string {
  // Not before what closes something: a bracket, a quotation, a sentence.
  return /\S$/.test(more) && /^[^\s\p{Pe}\p{Pf}\p{Po}]/u.test(after) ? ' ' : ''
}
