/**
 * I2, no silent double: the server has each message once, unless the visitor was told of the doubt
 * before. What nobody wrote, it does not have.
 */
import type { Committed, History } from './record.ts'
import { recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'
import {
  answeredChanges,
  possibleTexts,
  unansweredSends,
  writtenMessages,
} from './written-messages.ts'

export function checkNoSilentDouble(history: History): Violation[] {
  const committed = recordsOf(history, 'committed').filter(({ visitor }) => visitor !== null)
  return [...doubledIds(history, committed), ...doubledTexts(history, committed)]
}

function doubledIds(history: History, committed: readonly Committed[]): Violation[] {
  const doubted = doubtedMessages(history)
  const seen = new Set<string>()
  return committed.flatMap(({ message, text }) => {
    if (message === null || doubted.has(message)) return []
    if (!seen.has(message)) {
      seen.add(message)
      return []
    }
    return [violation(`"${text}" (${message}) was posted twice`)]
  })
}

/**
 * Two copies under two ids are a double as well, and without ids the text is all there is. So each
 * copy has to find somebody who wrote it: first under its own id, then by its text.
 */
function doubledTexts(history: History, committed: readonly Committed[]): Violation[] {
  const changes = answeredChanges(history)
  const written = writtenMessages(history)
  const free = new Map([...written].map(([id, message]) => [id, possibleTexts(message, changes)]))
  const doubted = doubtedMessages(history)
  const excused = [...free].flatMap(([id, texts]) => (doubted.has(id) ? [...texts] : []))
  // What had no answer may have been stored all the same.
  for (const { call, text } of unansweredSends(history)) free.set(call, new Set([text]))

  const owned = new Set(committed.flatMap(({ message }) => message ?? []))
  const isOwned = ({ message, text }: Committed): boolean =>
    message !== null && free.get(message)?.has(text) === true
  const strangers = committed.filter((row) => !isOwned(row))
  for (const id of owned) free.delete(id)
  const unanswered = new Set(unansweredSends(history).map(({ call }) => call))
  const mayBeBy = ({ message, text }: Committed): Set<string> => {
    // Another tab may have seen, and changed, what its own was never told of.
    const isChanged = changes.some(
      (change) =>
        change.text === text &&
        (message === null ? !written.has(change.message) : change.message === message),
    )
    const writers = [...free].filter(
      ([name, texts]) => texts.has(text) || (isChanged && unanswered.has(name)),
    )
    return new Set(writers.map(([name]) => name))
  }
  return withoutWriter(strangers, mayBeBy)
    .filter(({ text }) => !excused.includes(text))
    .map(({ text }) => violation(`"${text}" was posted more often than it was written`))
}

/**
 * Gives as many copies as possible a writer of their own. Which of two texts an edited message has is
 * not known, so a copy makes way for another one wherever there is somebody else who may have written
 * it.
 *
 * @returns the copies that are left over
 */
function withoutWriter(
  copies: readonly Committed[],
  mayBeBy: (copy: Committed) => ReadonlySet<string>,
): Committed[] {
  const writers = new Map(copies.map((copy) => [copy, mayBeBy(copy)]))
  const given = new Map<string, Committed>()

  function give(copy: Committed, asked: Set<string>): boolean {
    for (const writer of writers.get(copy) ?? []) {
      if (asked.has(writer)) continue
      asked.add(writer)
      const other = given.get(writer)
      if (other !== undefined && !give(other, asked)) continue
      given.set(writer, copy)
      return true
    }
    return false
  }

  return copies.filter((copy) => !give(copy, new Set()))
}

function doubtedMessages(history: History): Set<string> {
  return new Set(recordsOf(history, 'doubtShown').map(({ message }) => message))
}

function violation(what: string): Violation {
  return { invariant: 'I2', what }
}
