/**
 * I2, no silent double: the server has each message once, unless the visitor was told of the doubt
 * before. What nobody wrote, it does not have.
 */
import { giveOut } from './give-out.ts'
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
  const explained = giveOut(strangers, mayBeBy)
  return strangers
    .filter((copy) => !explained.has(copy) && !excused.includes(copy.text))
    .map(({ text }) => violation(`"${text}" was posted more often than it was written`))
}

function doubtedMessages(history: History): Set<string> {
  return new Set(recordsOf(history, 'doubtShown').map(({ message }) => message))
}

function violation(what: string): Violation {
  return { invariant: 'I2', what }
}
