/** A reply as it is kept for all tabs of a browser, and what this one knows of it. */
import type { Clock } from '@porchlight/protocol'
import { batch, type Signal } from '@preact/signals'
import type { Draft, DraftChange, Drafts } from './drafts.ts'
import { type Here, isSame, meet, meetUnsent, type Step } from './meeting.ts'
import { type Attempt, type ReplyState, restOf } from './reply-state.ts'
import type { ReplyText } from './reply-text.ts'

export interface SharedDraft {
  /** At the text that stands here. */
  attempt(): Attempt
  setAttempt(attempt: Attempt): void
  /** What stands here was written here, or is on its way here. */
  claim(): void
  /** What is kept, where that is the same as stands here. */
  same(): Draft | null
  /**
   * Keeps what stands here, but not over what another tab has written and this one has not seen.
   *
   * @param before what stood here last
   * @returns whether it is kept
   */
  keep(before?: string): boolean
  /** Does what is to be done about what is kept now. */
  readAgain(): Step
  /** The same, of what another tab has written. */
  hear(change: DraftChange): void
  /** The same, of what could not be sent. */
  readUnsent(): Step
  /** It was undone: what is written from now on has come of it, as its double in another tab can see. */
  undo(): void
  /** It was posted. What another tab has begun meanwhile is the draft now. */
  settle(): void
}

/** As yet. */
export const NO_ATTEMPT: Attempt = { key: null, isTried: false, meant: null }

export function createSharedDraft(
  ticketId: string,
  options: {
    readonly kept: Draft | null
    readonly drafts: Drafts
    readonly clock: Clock
    readonly field: ReplyText
    readonly state: Signal<ReplyState>
    /** It is not to be sent from here any more. */
    readonly onTaken: () => void
  },
): SharedDraft {
  const { kept, drafts, clock, field, state, onTaken } = options
  const { text, isPrivate, sources } = field
  let attempt: Attempt = kept ?? NO_ATTEMPT
  /** What was kept when it was read last. */
  let over = kept?.text ?? ''
  let isWritten = false

  const here = (): Here => ({
    text: text.peek(),
    isPrivate: isPrivate.peek(),
    kind: state.peek().kind,
    meant: attempt.meant,
    isWritten,
    over,
  })

  function keep(before = text.peek()): boolean {
    const now = drafts.read(ticketId)
    if (now !== null && ![before, over].includes(now.text)) return false
    const { key, isTried, meant } = attempt
    const words = { text: text.peek(), isPrivate: isPrivate.peek(), sources: sources.peek() }
    drafts.write(ticketId, words.text === '' ? null : { ...words, key, isTried, meant, over })
    return true
  }

  function take(found: Draft | null): void {
    onTaken()
    attempt = found ?? NO_ATTEMPT
    over = found?.text ?? ''
    batch(() => {
      if (over !== text.peek()) {
        isWritten = false
        field.setText(over)
      }
      isPrivate.value = found?.isPrivate ?? false
      sources.value = found?.sources ?? []
      state.value = restOf(attempt, clock.now())
    })
  }

  /** One text that nobody has sent yet. If either was meant to be, that is told of. */
  function join(found: Draft): void {
    const { isTried, meant } = attempt
    attempt = {
      key: null,
      isTried: isTried || found.isTried,
      meant: meant ?? found.meant,
    }
    over = found.text
    batch(() => {
      field.append(found)
      if (state.peek().kind !== 'failed') state.value = restOf(attempt, clock.now())
    })
    keep()
  }

  function act(step: Step, found: Draft | null): Step {
    if (step === 'keep') keep()
    if (step === 'take') take(found)
    if (step === 'join' && found !== null) join(found)
    return step
  }

  return {
    attempt: () => attempt,
    setAttempt(next) {
      attempt = next
    },
    claim() {
      isWritten = true
    },
    same() {
      const now = drafts.read(ticketId)
      return now !== null && isSame(now, here()) ? now : null
    },
    keep,
    readAgain() {
      const now = drafts.read(ticketId)
      return act(meet(here(), { now, was: null, nowMs: clock.now() }), now)
    },
    hear({ was, now }) {
      const kept = drafts.read(ticketId)
      const isLast = kept === null ? now === null : now !== null && isSame(kept, now)
      const isUp = ['held', 'sending'].includes(state.peek().kind)
      // One change after the other, so that a tab that was asleep knows what has come of what; but what is
      // on its way goes by what is kept now.
      const found = isLast || (isUp && kept !== null) ? kept : now
      const step = meet(here(), { now: found, was, nowMs: clock.now() })
      // What has been replaced since is neither kept again nor joined.
      if (step === 'take' || isLast) act(step, found)
      if (!isWritten) take(kept)
    },
    readUnsent() {
      const now = drafts.read(ticketId)
      return act(meetUnsent(here(), { now, nowMs: clock.now() }), now)
    },
    undo() {
      attempt = { ...attempt, meant: null }
      over = text.peek()
    },
    settle() {
      const now = drafts.read(ticketId)
      if (now !== null && !isSame(now, here())) return take(now)
      drafts.write(ticketId, null)
      attempt = NO_ATTEMPT
      over = ''
      batch(() => {
        field.setText('')
        state.value = { kind: 'idle' }
      })
    },
  }
}
