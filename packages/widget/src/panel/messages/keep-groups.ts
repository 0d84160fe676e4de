/** The same node for a group that has not changed: preact does not even look into it. */
import type { MessageView } from '@porchlight/sync'
import type { JSX } from 'preact'
import type { Entry, MessageGroup } from './arrange-messages.ts'

/**
 * With each word of an answer the list is drawn anew, and a long conversation would be compared from
 * end to end fifty times a second.
 *
 * @param draw from the group and from signals alone
 * @returns draws, or gives what was drawn of the same messages
 */
export function keepGroups(
  draw: (group: MessageGroup) => JSX.Element,
): (group: MessageGroup) => JSX.Element {
  const kept = new WeakMap<MessageView, { entries: readonly Entry[]; node: JSX.Element }>()
  return (group) => {
    const { entries } = group
    const [first] = entries
    const before = first && kept.get(first.message)
    const isSame = ({ message, delivery }: Entry, n: number): boolean =>
      message === before?.entries[n]?.message && delivery === before.entries[n]?.delivery
    if (before?.entries.length === entries.length && entries.every(isSame)) return before.node
    const node = draw(group)
    if (first) kept.set(first.message, { entries, node })
    return node
  }
}
