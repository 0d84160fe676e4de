/**
 * I3, order: in one thread, posted messages stand in the order in which they were written. Within a
 * tab that is the order of the calls; between tabs, what was answered before the other was called.
 */
import type { Committed, History } from './record.ts'
import { groupBy, recordsOf } from './records-of.ts'
import type { Violation } from './violation.ts'
import { unansweredSends, type WrittenMessage, writtenMessages } from './written-messages.ts'

export function checkOrder(history: History): Violation[] {
  const written = writtenMessages(history)
  const unanswered = new Set(unansweredSends(history).map(({ text }) => text))
  const threads = groupBy(
    recordsOf(history, 'committed').filter(({ visitor }) => visitor !== null),
    ({ thread }) => thread,
  )
  return [...threads.values()].flatMap((rows) => checkThread(rows, { written, unanswered }))
}

interface Writers {
  readonly written: ReadonlyMap<string, WrittenMessage>
  /** Texts of calls that had no answer. */
  readonly unanswered: ReadonlySet<string>
}

function checkThread(rows: readonly Committed[], writers: Writers): Violation[] {
  const owners = [...rows]
    .sort((a, b) => a.place - b.place)
    .flatMap((row) => ownerOf(row, writers) ?? [])
  const violations: Violation[] = []
  // Going down, nothing may have been finished before something that stands above it began. It is
  // enough to know the latest beginning above, and for each tab the latest of its own.
  let latest: WrittenMessage | null = null
  const latestOfTab = new Map<string, WrittenMessage>()
  for (const message of owners) {
    const above = latestOfTab.get(message.tab)
    if (above !== undefined && above.calledAt > message.calledAt) {
      violations.push(outOfOrder(above, message))
    } else if (latest !== null && latest.calledAt > message.storedAt) {
      violations.push(outOfOrder(latest, message))
    }
    if (latest === null || message.calledAt > latest.calledAt) latest = message
    if (above === undefined || message.calledAt > above.calledAt) {
      latestOfTab.set(message.tab, message)
    }
  }
  return violations
}

/** Without an id only a text that was written once tells whose row it is. */
function ownerOf(row: Committed, { written, unanswered }: Writers): WrittenMessage | undefined {
  if (row.message !== null) return written.get(row.message)
  if (unanswered.has(row.text)) return undefined
  const sameText = [...written.values()].filter(({ text }) => text === row.text)
  return sameText.length === 1 ? sameText[0] : undefined
}

function outOfOrder(above: WrittenMessage, below: WrittenMessage): Violation {
  return { invariant: 'I3', what: `"${above.text}" stands above "${below.text}", which came first` }
}
