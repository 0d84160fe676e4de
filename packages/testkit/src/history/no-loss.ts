/**
 * I1, no loss: what was stored is, once the core came to rest, in exactly one of posted, failed in
 * sight, and taken back.
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

export function checkNoLoss(history: History): Violation[] {
  const written = [...writtenMessages(history).values()]
  if (written.length === 0) return []
  if (recordsOf(history, 'cameToRest').length === 0) {
    return [violation('the history ends before the core came to rest, so nothing is proved')]
  }
  const committed = recordsOf(history, 'committed').filter(({ visitor }) => visitor !== null)
  const posted = new Set(committed.flatMap(({ message }) => message ?? []))
  const anonymous = committed.filter(({ message }) => message === null)
  const failed = failedAtTheEnd(history)
  const changes = answeredChanges(history)
  const takenBack = new Set(
    changes.filter(({ text, answer }) => text === null && answer === 'done').map((c) => c.message),
  )
  for (const { message, to } of recordsOf(history, 'opMoved')) {
    if (to === 'cancelled') takenBack.add(message)
  }

  // Without ids a copy belongs first to whoever has no other place to be, then to calls that had no
  // answer; only what is left over says that one which failed or was taken back is posted as well.
  const unknown = written.filter(({ id }) => !posted.has(id))
  const isElsewhere = ({ id }: { id: string }): boolean => failed.has(id) || takenBack.has(id)
  const takers = [
    ...unknown.filter((message) => !isElsewhere(message)),
    ...unansweredSends(history),
    ...unknown.filter(isElsewhere),
  ]
  const found = giveOut<(typeof takers)[number], Committed>(takers, (taker) => {
    const texts = 'call' in taker ? new Set([taker.text]) : possibleTexts(taker, changes)
    return anonymous.filter(({ text }) => texts.has(text))
  })

  return written.flatMap((message) => {
    const { id } = message
    const isPosted = posted.has(id) || found.has(message)
    const places = [
      ...(isPosted ? ['posted'] : []),
      ...(failed.has(id) ? ['failed'] : []),
      ...(takenBack.has(id) ? ['taken back'] : []),
    ]
    if (places.length === 1) return []
    const name = `"${message.text}" (${id})`
    return [
      violation(
        places.length === 0
          ? `${name} was stored and is nowhere`
          : `${name} is ${places.join(' and ')} at once`,
      ),
    ]
  })
}

/**
 * Refused for good, by the last word of the store. Where nobody watches the store, what is shown
 * counts; a tab that has not heard yet may still show what was.
 */
function failedAtTheEnd(history: History): Set<string> {
  const watched = new Set(recordsOf(history, 'opMoved').map(({ message }) => message))
  const failed = new Set<string>()
  const note = (id: string, isFailed: boolean): void => {
    if (isFailed) failed.add(id)
    else failed.delete(id)
  }
  const takingBack = new Map<string, string>()
  for (const record of history) {
    if (record.kind === 'opMoved') note(record.message, record.to === 'dead')
    if (record.kind === 'retried') failed.delete(record.message)
    // What has failed can be put away.
    if (record.kind === 'changeCalled' && record.text === null) {
      takingBack.set(record.call, record.message)
    }
    if (record.kind === 'changeAnswered' && record.answer === 'done') {
      failed.delete(takingBack.get(record.call) ?? '')
    }
    if (record.kind === 'shown') {
      for (const { id, delivery } of record.messages) {
        if (!watched.has(id)) note(id, delivery === 'failed')
      }
    }
  }
  return failed
}

function violation(what: string): Violation {
  return { invariant: 'I1', what }
}
