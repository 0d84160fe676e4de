/** What is being written to one ticket. It outlives the thread on the screen, a failure and a reload. */
import type { ClientError, Result, TicketsClient } from '@porchlight/client'
import {
  type Clock,
  countCharacters,
  isBlank,
  REPLY_MAX_CHARACTERS,
  type TicketMessage,
} from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Drafts } from './drafts.ts'
import { type OpenVariable, openVariables } from './macro-text.ts'

/** `held` can still be undone. `unfilled`: it was to be sent with variables in it, and was not. */
export type ReplyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'unfilled' }
  | { readonly kind: 'held' }
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
  /** Variables of a macro that stand in the text as they are. */
  readonly unfilled: ReadonlySignal<readonly OpenVariable[]>
  /** Where the caret belongs after something was put in; each time another object. */
  readonly caret: ReadonlySignal<{ readonly at: number }>
  /** @returns whether that is its text now: not while another is on its way */
  write(text: string): boolean
  /** Puts a text where the caret was last, instead of what was chosen there, apart from other words. */
  insert(text: string): void
  /** Says where the caret is. */
  place(start: number, end: number): void
  setPrivate(isPrivate: boolean): void
  /**
   * Holds a reply for a moment in which it can be undone, then sends it. A note goes at once. What has
   * variables in it goes only as it is wanted to: nobody sends braces unseen.
   */
  submit(how?: { readonly asItIs: boolean }): void
  /** Lets what is held become a text again. */
  undo(): void
  /** Sends what is held now. */
  sendNow(): void
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
}

export interface ReplyOptions {
  /** Makes an idempotency key; called once for each text that is sent. */
  readonly newKey: () => string
  readonly clock: Clock
  readonly drafts: Drafts
  readonly postman: () => Postman | null
}

/** Begins with what was kept of it. */
export function createReply(ticketId: string, options: ReplyOptions): Reply {
  const { newKey, clock, drafts, postman } = options
  const kept = drafts.read(ticketId)
  const text = signal(kept?.text ?? '')
  const isPrivate = signal(kept?.isPrivate ?? false)
  const state = signal<ReplyState>({ kind: 'idle' })
  const remaining = computed(() => REPLY_MAX_CHARACTERS - countCharacters(text.value))
  const isAtRest = (): boolean => !['held', 'sending'].includes(state.value.kind)
  const unfilled = computed(() => openVariables(text.value))
  const caret = signal({ at: text.peek().length })
  let chosen = { start: caret.peek().at, end: caret.peek().at }
  const canSend = computed(() => isAtRest() && !isBlank(text.value) && remaining.value >= 0)
  /** The key of this text, once it has been tried. */
  let key = kept?.key ?? null
  let stopTimer = (): void => {}

  function keep(): void {
    const draft = { text: text.peek(), isPrivate: isPrivate.peek(), key }
    drafts.write(ticketId, draft.text === '' ? null : draft)
  }

  /** While a text is on its way it cannot become another one. */
  function change(apply: () => void): void {
    if (!isAtRest()) return
    key = null
    batch(() => {
      apply()
      state.value = { kind: 'idle' }
    })
    keep()
  }

  /** A place in another text is none in this one; the field says where its caret is when it is left. */
  function setText(next: string): void {
    text.value = next
    chosen = { start: next.length, end: next.length }
  }

  function write(next: string): boolean {
    if (next !== text.peek()) change(() => setText(next))
    return next === text.peek()
  }

  function hold(until: number): void {
    state.value = { kind: 'held' }
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
      state.value = { kind: 'idle' }
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
    batch(() => {
      setText('')
      state.value = { kind: 'idle' }
    })
    keep()
    sender.onPosted(ticketId, answer.value)
  }

  const heldUntil = drafts.held().get(ticketId)
  if (heldUntil !== undefined) {
    if (canSend.peek() && clock.now() - heldUntil < HELD_MAX_MS) hold(heldUntil)
    else drafts.hold(ticketId, null)
  }

  return {
    text,
    isPrivate,
    state,
    remaining,
    canSend,
    unfilled,
    caret,
    write,
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
      else if (isPrivate.peek()) void send()
      else hold(clock.now() + UNDO_MS)
    },
    undo() {
      if (state.peek().kind !== 'held') return
      letGo()
      state.value = { kind: 'idle' }
    },
    sendNow() {
      if (state.peek().kind === 'held') void send()
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

/** The replies being written, by ticket. */
export interface Replies {
  to(ticketId: string): Reply
  /** Sends from now on, also what was held before a reload. @returns the undo */
  attach(postman: Postman): () => void
  /** Forgets every text, as on signing out. */
  clear(): void
}

export function createReplies(options: Omit<ReplyOptions, 'postman'>): Replies {
  const { drafts } = options
  const byTicket = new Map<string, Reply>()
  let current: Postman | null = null

  function to(ticketId: string): Reply {
    const known = byTicket.get(ticketId)
    if (known !== undefined) return known
    const reply = createReply(ticketId, { ...options, postman: () => current })
    byTicket.set(ticketId, reply)
    return reply
  }

  return {
    to,
    attach(postman) {
      current = postman
      for (const ticketId of drafts.held().keys()) to(ticketId)
      return () => {
        if (current === postman) current = null
      }
    },
    clear() {
      // Whoever signs out meant what they have sent.
      for (const reply of byTicket.values()) reply.sendNow()
      byTicket.clear()
      drafts.clear()
    },
  }
}
