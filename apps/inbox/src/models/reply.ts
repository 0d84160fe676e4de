/** What is being written to one ticket. It outlives the thread on the screen, a failure and a reload. */
import type { Result } from '@porchlight/client'
import type { Clock, TicketMessage, WireCitation } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Draft, Drafts } from './drafts.ts'
import type { OpenVariable } from './macro-text.ts'
import type { Postman } from './postman.ts'
import { type ReplyState, restOf } from './reply-state.ts'
import { createReplyText } from './reply-text.ts'

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
  /**
   * Another tab has written over what `was` kept: takes that over, but for what is on its way here, and
   * for what was written here and that tab has not seen.
   */
  readAgain(was: Draft | null): void
  /** Says that it is left once no other tab can be sending it any more. */
  tellLeft(): void
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
  /** Of this text from when it is to be sent: whichever tab sends it, it is posted once. */
  let key = kept?.key ?? null
  let isTried = kept?.isTried ?? false
  let meant = kept?.meant ?? null
  /** What another tab had written when it was read last. */
  let over = kept?.text ?? ''
  let isWrittenHere = false
  let stopTimer = (): void => {}
  const heldUntil = drafts.held().get(ticketId)
  const isRecent = heldUntil !== undefined && clock.now() - heldUntil < HELD_MAX_MS
  const isHeldStill = isRecent && meant?.until === heldUntil && isFit.peek()
  const state = signal<ReplyState>(
    isHeldStill ? { kind: 'held' } : restOf({ meant, isTried }, clock.now()),
  )
  if (isHeldStill) wait(heldUntil)
  else if (heldUntil !== undefined) drafts.hold(ticketId, null)

  function become(next: ReplyState): void {
    state.value = next
    onChange()
  }

  function keep(): void {
    const draft = { text: text.peek(), isPrivate: isPrivate.peek(), key, isTried, meant, over }
    drafts.write(ticketId, draft.text === '' ? null : { ...draft, sources: sources.peek() })
  }

  /** What is kept is what stands here, and not what another tab has written since. */
  function isThis(draft: Draft): boolean {
    return draft.text === text.peek() && draft.isPrivate === isPrivate.peek()
  }

  /** And it was neither undone in another tab nor held there anew. */
  function isAsHere(draft: Draft): boolean {
    return isThis(draft) && draft.meant?.until === meant?.until
  }

  function forgetAttempt(): void {
    key = null
    isTried = false
    meant = null
  }

  /** While a text is on its way it cannot become another one. */
  function change(apply: () => void): void {
    if (!isAtRest()) return
    const wasMeant = meant !== null
    const was = text.peek()
    forgetAttempt()
    isWrittenHere = true
    batch(() => {
      apply()
      state.value = { kind: 'idle' }
    })
    const isOthers = (drafts.read(ticketId)?.text ?? was) !== was
    // What another tab has written is not emptied along with this.
    if (text.peek() === '' && isOthers) readAgain(null)
    else keep()
    if (wasMeant) onChange()
  }

  function write(next: string): boolean {
    if (next !== text.peek()) change(() => setText(next))
    return next === text.peek()
  }

  function hold(until: number): void {
    const now = drafts.read(ticketId)
    // Another tab may be sending the same.
    if (now !== null && isThis(now)) {
      key = now.key ?? key
      isTried ||= now.isTried
    }
    key ??= newKey()
    meant = { until, ticketNumber: postman()?.numberOf(ticketId) ?? meant?.ticketNumber ?? null }
    keep()
    wait(until)
    become({ kind: 'held' })
  }

  function wait(until: number): void {
    isWrittenHere = true
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
    const now = drafts.read(ticketId)
    const isWanted = now === null || isAsHere(now)
    if (sender === null || !isWanted) {
      become({ kind: 'left', isTried })
      // Undone, or written on, in another tab.
      if (!isWanted) readAgain(null)
      return
    }
    // Who else holds it has kept theirs; without any is what an older version of this page has held.
    key = now?.key ?? key ?? newKey()
    isTried = true
    keep()
    state.value = { kind: 'sending' }
    const message = { message: text.peek(), isPrivate: isPrivate.peek(), key }
    const answer: Result<TicketMessage> = await sender.client.reply(ticketId, message)
    if (!answer.ok) {
      if (postman() === sender) join()
      become({ kind: 'failed', error: answer.error })
      sender.onFailed(answer.error)
      return
    }
    settle()
    sender.onPosted(ticketId, answer.value)
  }

  /** It was not sent: it stands above what another tab has begun meanwhile. */
  function join(): void {
    const now = drafts.read(ticketId)
    if (now === null || isThis(now)) return
    key = null
    over = now.text
    batch(() => field.append(now))
    keep()
  }

  /** It was posted. What another tab has begun meanwhile is the draft now. */
  function settle(): void {
    const now = drafts.read(ticketId)
    const isOthers = now !== null && !isThis(now)
    if (!isOthers) drafts.write(ticketId, null)
    forgetAttempt()
    over = ''
    isWrittenHere = false
    batch(() => {
      setText('')
      if (isOthers) takeOver(now)
      become({ kind: 'idle' })
    })
  }

  function readAgain(was: Draft | null): void {
    const now = drafts.read(ticketId)
    const next = now ?? was
    const hasSeenThis = next !== null && [next.over, next.text, ''].includes(text.peek())
    // Sent or emptied where it was seen: it is not to be sent from here.
    if (state.peek().kind === 'held' && now === null && hasSeenThis) letGo()
    else if (!isAtRest()) return
    // Another tab has heard of it, and does nothing with it.
    else if (state.peek().kind === 'failed' && now !== null && isAsHere(now)) return
    if (!isWrittenHere || hasSeenThis) takeOver(now)
    // Gone, and not by being sent or emptied where it was seen.
    else if (now === null) keep()
  }

  function takeOver(draft: Draft | null): void {
    key = draft?.key ?? null
    isTried = draft?.isTried ?? false
    meant = draft?.meant ?? null
    const next = draft?.text ?? ''
    batch(() => {
      if (next !== text.peek()) {
        over = next
        isWrittenHere = false
        setText(next)
      }
      isPrivate.value = draft?.isPrivate ?? false
      sources.value = draft?.sources ?? []
      state.value = restOf({ meant, isTried }, clock.now())
    })
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
      meant = null
      become({ kind: 'idle' })
      const now = drafts.read(ticketId)
      if (now === null || isThis(now)) keep()
      else readAgain(null)
    },
    sendNow() {
      if (state.peek().kind === 'held') void send()
    },
    readAgain,
    tellLeft() {
      if (state.peek().kind === 'idle') state.value = restOf({ meant, isTried }, clock.now())
    },
  }
}
