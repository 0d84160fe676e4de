/** What visitors wrote, put together from calls and answers: the common ground of the checks. */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import type { CallId, History, SendCalled, TabId } from './record.ts'

/** A message that the core said is stored. */
export interface WrittenMessage {
  readonly id: MessageId
  readonly thread: ThreadId
  readonly tab: TabId
  readonly visitor: string
  /** As it was written; edits do not change it. */
  readonly text: string
  /** Places in the history: when it was called for, or sent again, and when that was answered. */
  readonly calledAt: number
  readonly storedAt: number
}

/** @returns stored messages by id, the later ones later; a retried one under its new id alone */
export function writtenMessages(history: History): Map<MessageId, WrittenMessage> {
  const calls = new Map<CallId, { call: SendCalled; at: number }>()
  const written = new Map<MessageId, WrittenMessage>()
  history.forEach((record, at) => {
    if (record.kind === 'sendCalled') calls.set(record.call, { call: record, at })
    if (record.kind === 'sendStored') {
      const asked = calls.get(record.call)
      if (asked === undefined) throw new Error(`${record.call} was answered and never called`)
      const { tab, visitor, text } = asked.call
      written.set(record.message, {
        id: record.message,
        thread: record.thread,
        tab,
        visitor,
        text,
        calledAt: asked.at,
        storedAt: at,
      })
    }
    if (record.kind === 'retried') {
      const before = written.get(record.message)
      if (before === undefined) return
      written.delete(record.message)
      // It stands when it was done, not when it was called for: so it belongs to no order of a tab.
      const tab = `retry of ${record.message}`
      written.set(record.as, { ...before, id: record.as, tab, calledAt: at, storedAt: at })
    }
  })
  return written
}

/** Calls of `send()` that had no answer: their message may exist, and need not. */
export function unansweredSends(history: History): SendCalled[] {
  const calls = new Map<CallId, SendCalled>()
  for (const record of history) {
    if (record.kind === 'sendCalled') calls.set(record.call, record)
    if (record.kind === 'sendStored' || record.kind === 'sendRefused') calls.delete(record.call)
  }
  return [...calls.values()]
}

/** What a visitor was told of each change of a message, in the order of the answers; silence is "unknown". */
export interface AnsweredChange {
  readonly message: MessageId
  readonly text: string | null
  readonly answer: 'done' | 'tooLate' | 'unknown'
  /** Places in the history. */
  readonly calledAt: number
  readonly answeredAt: number
}

export function answeredChanges(history: History): AnsweredChange[] {
  const changes = new Map<CallId, { message: MessageId; text: string | null; calledAt: number }>()
  const answered: AnsweredChange[] = []
  for (const [at, record] of history.entries()) {
    if (record.kind === 'changeCalled') {
      changes.set(record.call, { message: record.message, text: record.text, calledAt: at })
    }
    if (record.kind !== 'changeAnswered') continue
    const asked = changes.get(record.call)
    if (asked === undefined) throw new Error(`${record.call} was answered and never called`)
    changes.delete(record.call)
    answered.push({ ...asked, answer: record.answer, answeredAt: at })
  }
  const silent = [...changes.values()].map((asked) => ({
    ...asked,
    answer: 'unknown' as const,
    answeredAt: history.length,
  }))
  return [...answered, ...silent]
}

/**
 * Texts that a message may rightly have on the server: the one it was written with, or that of the
 * last edit that was done, which is any of those that overlap; further those of edits whose outcome
 * nobody knows.
 */
export function possibleTexts(
  message: WrittenMessage,
  changes: readonly AnsweredChange[],
): Set<string> {
  const own = changes.filter(({ message: id, text }) => id === message.id && text !== null)
  const done = own.filter(({ answer }) => answer === 'done')
  const last = own.filter(
    ({ answer, answeredAt }) =>
      answer !== 'tooLate' && !done.some(({ calledAt }) => calledAt > answeredAt),
  )
  const texts = last.flatMap(({ text }) => text ?? [])
  return new Set(done.length === 0 ? [message.text, ...texts] : texts)
}
