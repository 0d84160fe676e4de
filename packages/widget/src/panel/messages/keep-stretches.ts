/** Groups that the browser lays out, paints and looks through together: a long list costs less. */
import type { MessageGroup } from './arrange-messages.ts'

/** Some groups of a day that follow each other. */
export interface Stretch {
  readonly key: string
  readonly groups: MessageGroup[]
}

/** About two screens. */
const GROUPS_PER_STRETCH = 16

/**
 * A group stays in its stretch, whatever is loaded above or said below: in another one it would be
 * drawn anew, and what a reader has marked in it would be lost.
 *
 * @returns parts the groups of a day
 */
export function keepStretches(): (groups: readonly MessageGroup[]) => readonly Stretch[] {
  /** The key of the stretch that a message's group begins. By message, since groups grow. */
  const begun = new Map<string, string>()
  return (groups) => {
    const stretches: Stretch[] = []
    for (const group of groups) {
      const ids = group.entries.map(({ message }) => message.id)
      const last = stretches.at(-1)
      // What once was in the group that begins the last one has been parted from it.
      const known = ids.map((id) => begun.get(id)).find((key) => key && key !== last?.key)
      if (last && !known && last.groups.length < GROUPS_PER_STRETCH) last.groups.push(group)
      else {
        const key = known ?? group.key
        for (const id of ids) begun.set(id, key)
        stretches.push({ key, groups: [group] })
      }
    }
    return stretches
  }
}
