/** What is being written to one ticket. It outlives the thread on the screen, a failure and a reload. */
import type { Result } from '@porchlight/client'
import type { Clock, TicketMessage, WireCitation } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { DraftChange, Drafts } from './drafts.ts'
import type { OpenVariable } from './macro-text.ts'
import type { Postman } from './postman.ts'
import { beforeOf, type ReplyState, restOf } from './reply-state.ts'
import { createReplyText } from './reply-text.ts'
import { createSharedDraft, NO_ATTEMPT } from './shared-draft.ts'

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
  /** Another tab has written what is kept of it. */
  hear(change: DraftChange): void
  /** Says that it is left once no other tab can be sending it any more. */
  tellLeft(): void
  /** It is to be sent no more, for now, and stays a draft. */
  leaveAsDraft(): void
  /** Of its ticket, where that was known when it was to be sent. */
  ticketNumber(): number | null
  /** Sends what is held, which whoever signs out has meant, and keeps nothing any more. */
  forget(): void
}

/** How long a reply can be taken back. */
export const UNDO_MS = 5_000

/** A reply that was held longer ago than this is not sent by itself: much may have happened since. */
const HELD_MAX_MS = 60_000

export interface ReplyOptions {
  /** Makes an idempotency key; called once for each text that is sent. */
  readonly newKey: () => string
  readonly clock: Clock
  readonly drafts: Drafts
  readonly postman: () => Postman | null
  /** It is held, left, failed, or a draft again: what is told of it is to be looked at anew. */
  readonly onChange: () => void
}

/** Begins with what was kept of it. */
export function createReply(ticketId: string, options: ReplyOptions): Reply {
  const { newKey, clock, drafts, postman, onChange } = options
  const kept = drafts.read(ticketId)
  const field = createReplyText(kept)
  const { text, isPrivate, sources, remaining, unfilled, caret, isFit, setText } = field
  const isAtRest = (): boolean => !['held', 'sending'].includes(state.value.kind)
  const canSend = computed(() => isAtRest() && isFit.value)
  let isForgotten = false
  let stopTimer = (): void => {}
  const heldUntil = drafts.held().get(ticketId)
  const isRecent = heldUntil !== undefined && clock.now() - heldUntil < HELD_MAX_MS
  const isHeldStill = isRecent && kept?.meant?.until === heldUntil && isFit.peek()
  const state = signal<ReplyState>(
    isHeldStill ? { kind: 'held' } : restOf(kept ?? NO_ATTEMPT, clock.now()),
  )
  const shared = createSharedDraft(ticketId, {
    kept,
    drafts,
    clock,
    field,
    state,
    onTaken() {
      if (state.peek().kind === 'held') letGo()
    },
  })
  if (isHeldStill) wait(heldUntil)
  else if (heldUntil !== undefined) drafts.hold(ticketId, null)

  function become(next: ReplyState): void {
    state.value = next
    onChange()
  }

  /** While a text is on its way it cannot become another one. */
  function change(apply: () => void): void {
    if (!isAtRest()) return
    const wasMeant = shared.attempt().meant !== null
    const before = text.peek()
    shared.setAttempt(NO_ATTEMPT)
    shared.claim()
    batch(() => {
      apply()
      state.value = { kind: 'idle' }
    })
    if (!shared.keep(before)) shared.readAgain()
    if (wasMeant) onChange()
  }

  function write(next: string): boolean {
    if (next !== text.peek()) change(() => setText(next))
    return next === text.peek()
  }

  function hold(until: number): void {
    const { key, isTried, meant } = shared.attempt()
    // Another tab may be sending the same.
    const same = shared.same()
    shared.setAttempt({
      key: same?.key ?? key ?? newKey(),
      isTried: isTried || same?.isTried === true,
      meant: { until, ticketNumber: postman()?.numberOf(ticketId) ?? meant?.ticketNumber ?? null },
    })
    shared.keep()
    wait(until)
    become({ kind: 'held' })
  }

  function wait(until: number): void {
    shared.claim()
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
    // Undone, or written on, in another tab.
    if (shared.readAgain() === 'take') return onChange()
    const attempt = shared.attempt()
    if (sender === null) return become({ kind: 'left', before: beforeOf(attempt) })
    // Who else holds the same has kept its key. Without any it is what an older version of this page has held.
    const key = shared.same()?.key ?? attempt.key ?? newKey()
    shared.setAttempt({ ...attempt, key, isTried: true })
    shared.keep()
    state.value = { kind: 'sending' }
    const message = { message: text.peek(), isPrivate: isPrivate.peek(), key }
    const answer: Result<TicketMessage> = await sender.client.reply(ticketId, message)
    if (isForgotten) return
    if (answer.ok) {
      shared.settle()
      onChange()
      return sender.onPosted(ticketId, answer.value)
    }
    shared.readUnsent()
    become({ kind: 'failed', error: answer.error, before: beforeOf(shared.attempt()) })
    // Whoever has signed in since has nothing to do with it.
    if (postman() === sender) sender.onFailed(answer.error)
  }

  function sendNow(): void {
    if (state.peek().kind === 'held') void send()
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
      change(() => field.insert(more))
    },
    place: field.place,
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
      shared.undo()
      state.value = { kind: 'idle' }
      if (!shared.keep()) shared.readAgain()
      onChange()
    },
    sendNow,
    hear: shared.hear,
    tellLeft() {
      if (['idle', 'failed'].includes(state.peek().kind)) shared.readAgain()
    },
    leaveAsDraft() {
      if (!isAtRest()) return
      shared.setAttempt({ ...shared.attempt(), meant: null })
      state.value = { kind: 'idle' }
      shared.keep()
      onChange()
    },
    ticketNumber: () => shared.attempt().meant?.ticketNumber ?? null,
    forget() {
      sendNow()
      isForgotten = true
    },
  }
}
