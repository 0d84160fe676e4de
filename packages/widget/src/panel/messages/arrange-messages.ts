/** From a flat list of messages to what is drawn: days, groups of one author, marks of state. */
import type { Delivery, MessageView } from '@porchlight/sync'

/** Messages of one author that follow each other closely. */
export interface MessageGroup {
  /** Of its first message: stable while older ones are loaded above. */
  readonly key: string
  readonly entries: readonly Entry[]
}

/** One message with its place in the group. */
export interface Entry {
  readonly message: MessageView
  /** Whether its state is written below: in words below the last of a run with the same state. */
  readonly delivery: 'words' | 'actions' | null
}

/** The groups of one local day. */
export interface Day {
  /** Midnight, local, in milliseconds since 1970. */
  readonly startMs: number
  readonly groups: readonly MessageGroup[]
}

interface Timed {
  readonly message: MessageView
  readonly timeMs: number
}

const GROUP_GAP_MS = 3 * 60_000

/**
 * Keeps the order of the messages. Times decide only what stands together, and a time that cannot
 * be read counts as that of the message before.
 */
export function arrangeMessages(messages: readonly MessageView[]): readonly Day[] {
  const days: { startMs: number; groups: MessageView[][] }[] = []
  let last: Timed | null = null
  for (const message of messages) {
    const timeMs: number = Date.parse(message.createdAt) || (last?.timeMs ?? 0)
    const startMs = new Date(timeMs).setHours(0, 0, 0, 0)
    const day = days.at(-1)
    const group = day?.groups.at(-1)
    if (day === undefined || startMs > day.startMs) days.push({ startMs, groups: [[message]] })
    else if (group !== undefined && last !== null && belongTogether(last, { message, timeMs })) {
      group.push(message)
    } else day.groups.push([message])
    last = { message, timeMs }
  }
  return days.map(({ startMs, groups }) => ({ startMs, groups: groups.map(toGroup) }))
}

function belongTogether(one: Timed, next: Timed): boolean {
  return (
    one.message.author === next.message.author &&
    one.message.authorName === next.message.authorName &&
    Math.abs(next.timeMs - one.timeMs) < GROUP_GAP_MS
  )
}

function toGroup(messages: readonly MessageView[]): MessageGroup {
  const entries = messages.map((message, index): Entry => {
    const next = messages[index + 1]
    return { message, delivery: deliveryShown(message, next) }
  })
  return { key: messages[0]?.id ?? '', entries }
}

/** What can be done with a message acts on it alone, so that is shown below each of them; so is a doubt. */
function deliveryShown(
  { delivery, change }: MessageView,
  next: MessageView | undefined,
): Entry['delivery'] {
  if (delivery === null) return null
  const isAlone = change !== null || delivery.state === 'failed' || 'mayBeTwice' in delivery
  if (isAlone || looksLike(delivery) !== looksLike(next?.delivery ?? null)) return 'words'
  return delivery.state === 'waiting' || delivery.state === 'held' ? 'actions' : null
}

function looksLike(delivery: Delivery | null): string {
  if (delivery === null) return ''
  if (delivery.state === 'waiting') return `waiting ${delivery.why}`
  return delivery.state === 'held' ? 'sent' : delivery.state
}
