/**
 * I5, truthful view: each message is shown once, nothing that was shown goes away for a moment, and
 * at rest what is shown is what the server has.
 */
import type { History, Shown } from './record.ts'
import { recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'
import { answeredChanges } from './written-messages.ts'

export function checkTruthfulView(history: History): Violation[] {
  return [...shownTwice(history), ...flickers(history), ...untrueAtRest(history)]
}

function shownTwice(history: History): Violation[] {
  return recordsOf(history, 'shown').flatMap(({ tab, messages }) => {
    const ids = messages.map(({ id }) => id)
    const twice = ids.find((id, place) => ids.indexOf(id) !== place)
    return twice === undefined ? [] : [violation(`${tab} shows ${twice} twice`)]
  })
}

/**
 * From one look to the next a message may go for three reasons: it was taken back, it was retried,
 * or the window moved on, which lets go at the top as many as have come at the bottom.
 */
function flickers(history: History): Violation[] {
  const mayGo = new Set(
    answeredChanges(history)
      .filter(({ text, answer }) => text === null && answer !== 'tooLate')
      .map(({ message }) => message),
  )
  for (const { message } of recordsOf(history, 'retried')) mayGo.add(message)
  for (const { message, to } of recordsOf(history, 'opMoved')) {
    if (to === 'cancelled') mayGo.add(message)
  }
  const violations: Violation[] = []
  const last = new Map<string, Shown>()
  for (const shown of recordsOf(history, 'shown')) {
    const key = `${shown.tab} ${shown.thread}`
    const before = last.get(key)
    last.set(key, shown)
    if (before === undefined) continue
    const now = new Set(shown.messages.map(({ id }) => id))
    const then = new Set(before.messages.map(({ id }) => id))
    const stayed = before.messages.findIndex(({ id }) => now.has(id))
    const isWindow = shown.hasMore && shown.messages.length >= before.messages.length
    const letGo = isWindow ? Math.min(stayed, [...now].filter((id) => !then.has(id)).length) : 0
    for (const [place, { id, text }] of before.messages.entries()) {
      if (now.has(id) || mayGo.has(id) || place < letGo) continue
      violations.push(violation(`"${text}" (${id}) was shown in ${shown.tab} and went away`))
    }
  }
  return violations
}

/** Judges what each tab showed last after the core came to rest. */
function untrueAtRest(history: History): Violation[] {
  const rest = history.findIndex(({ kind }) => kind === 'cameToRest')
  if (rest === -1) return []
  const last = new Map<string, Shown>()
  for (const shown of recordsOf(history.slice(rest), 'shown')) {
    last.set(`${shown.tab} ${shown.thread}`, shown)
  }
  const committed = recordsOf(history, 'committed').sort((a, b) => a.place - b.place)
  return [...last.values()].flatMap((shown) => {
    const posted = committed.filter(({ thread }) => thread === shown.thread)
    const settled = shown.messages.filter(({ delivery }) => delivery !== 'failed')
    const expected = shown.hasMore ? posted.slice(-settled.length) : posted
    // A server without ids gives its own to a row, so texts are compared.
    const isSame =
      settled.length === expected.length &&
      settled.every(({ text }, place) => text === expected[place]?.text)
    if (isSame) return []
    const list = (messages: readonly { text: string }[]): string =>
      messages.map(({ text }) => `"${text}"`).join(', ')
    return [violation(`${shown.tab} shows ${list(settled)} where the server has ${list(expected)}`)]
  })
}

function violation(what: string): Violation {
  return { invariant: 'I5', what }
}
