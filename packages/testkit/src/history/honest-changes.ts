/**
 * I6, cancel and edit tell the truth: "done" means that nobody will see the message as it was, "too
 * late" that it went out as it was.
 */
import type { History } from './record.ts'
import { recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'
import { answeredChanges, possibleTexts, writtenMessages } from './written-messages.ts'

export function checkHonestChanges(history: History): Violation[] {
  const changes = answeredChanges(history)
  const written = writtenMessages(history)
  const dead = new Set(
    recordsOf(history, 'opMoved').flatMap(({ message, to }) => (to === 'dead' ? message : [])),
  )
  // Taken back by another call: too late for this one, but not posted either.
  const cancelled = new Set(
    recordsOf(history, 'opMoved').flatMap(({ message, to }) => (to === 'cancelled' ? message : [])),
  )
  const textById = new Map(
    recordsOf(history, 'committed').map(({ message, text }) => [message, text] as const),
  )
  return [
    ...changes.flatMap(({ message, text, answer }) => {
      if (text !== null) return []
      if (answer === 'done' && textById.has(message)) {
        return [violation(`${message} was posted after its visitor heard that it is taken back`)]
      }
      const isGone = !textById.has(message) && !dead.has(message) && !cancelled.has(message)
      // Without an id a row cannot be told to be missing; no loss counts them.
      const isKnown = !textById.has(null) && written.has(message)
      return answer === 'tooLate' && isGone && isKnown
        ? [violation(`${message} was not posted although it was too late to take it back`)]
        : []
    }),
    ...[...written.values()].flatMap((message) => {
      const text = textById.get(message.id)
      if (text === undefined || possibleTexts(message, changes).has(text)) return []
      return [violation(`${message.id} was posted as "${text}", which its visitor was not told`)]
    }),
    ...unansweredChanges(history),
  ]
}

/** Silence is no answer, unless the tab it was owed to has ended. */
function unansweredChanges(history: History): Violation[] {
  const ended = new Set(recordsOf(history, 'tabEnded').map(({ tab }) => tab))
  const answered = new Set(recordsOf(history, 'changeAnswered').map(({ call }) => call))
  return recordsOf(history, 'changeCalled')
    .filter(({ call, tab }) => !answered.has(call) && !ended.has(tab))
    .map(({ call, message }) => violation(`${call}, a change of ${message}, had no answer`))
}

function violation(what: string): Violation {
  return { invariant: 'I6', what }
}
