/**
 * I3, order: in one thread, posted messages stand in the order in which they were written. Within a
 * tab that is the order of the calls; between tabs, what was answered before the other was called.
 *
 * What is under way while the server loses what it held may come to stand before it: whoever sent it
 * had seen that all was well, and nothing takes it back.
 */
import type { Committed, History, OpPlace } from './record.ts'
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
  const writers = { written, unanswered, isOvertaken: overtakingOf(history) }
  return [...threads.values()].flatMap((rows) => checkThread(rows, writers))
}

interface Writers {
  readonly written: ReadonlyMap<string, WrittenMessage>
  /** Texts of calls that had no answer. */
  readonly unanswered: ReadonlySet<string>
  /** The one below was lost while the one above was under way. */
  readonly isOvertaken: (above: WrittenMessage, below: WrittenMessage) => boolean
}

function checkThread(rows: readonly Committed[], writers: Writers): Violation[] {
  const owners = [...rows]
    .sort((a, b) => a.place - b.place)
    .flatMap((row) => ownerOf(row, writers) ?? [])
  const violations: Violation[] = []
  const note = (above: WrittenMessage, below: WrittenMessage): void => {
    if (writers.isOvertaken(above, below)) return
    violations.push({
      invariant: 'I3',
      what: `"${above.text}" stands above "${below.text}", which came first`,
    })
  }
  // Going down, nothing may have been finished before something that stands above it began. It is
  // enough to know the latest beginning above, and for each tab the latest of its own.
  let latest: WrittenMessage | null = null
  const latestOfTab = new Map<string, WrittenMessage>()
  for (const message of owners) {
    const above = latestOfTab.get(message.tab)
    if (above !== undefined && above.calledAt > message.calledAt) {
      note(above, message)
    } else if (latest !== null && latest.calledAt > message.storedAt) {
      note(latest, message)
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

function overtakingOf(history: History): Writers['isOvertaken'] {
  const underWay = new Set<string>()
  const overtakers = new Map<string, Set<string>>()
  for (const record of history) {
    if (record.kind === 'requestBegan') underWay.add(record.message)
    if (record.kind === 'opMoved' && isSure(record.to)) underWay.delete(record.message)
    if (record.kind !== 'forgotten') continue
    const lost = `${record.thread} ${record.text}`
    overtakers.set(lost, new Set([...(overtakers.get(lost) ?? []), ...underWay]))
  }
  return (above, below) => overtakers.get(`${below.thread} ${below.text}`)?.has(above.id) === true
}

/** Whoever asked knows what became of it. */
function isSure(place: OpPlace): boolean {
  return place !== 'sending' && place !== 'unknown'
}
