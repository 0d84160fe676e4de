/** Who else is at the conversations, and what they do there: heard, never asked for, and soon forgotten. */
import {
  type AgentDoing,
  type Clock,
  LOOKING_LASTS_MS,
  type TeamAside,
  type TicketMessage,
  WRITING_LASTS_MS,
} from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'

/** Somebody, and what they do. */
export interface Companion {
  readonly conversation: string
  readonly who: string
  readonly by: 'visitor' | 'agent'
  readonly name: string | null
  readonly doing: Exclude<AgentDoing, 'none'>
}

export interface Company {
  /** In the order in which they have come. */
  readonly all: ReadonlySignal<readonly Companion[]>
  /** Visitors who are there, by id, as far as was heard lately. */
  readonly visitors: ReadonlySignal<ReadonlySet<string>>
  hear(aside: TeamAside): void
  /** A message has come: whoever has written it does not write it any more. */
  posted(conversation: string, message: TicketMessage): void
  /** The connection is another one: nobody knows what was missed. */
  clear(): void
}

/** @returns company of nobody yet */
export function createCompany(clock: Clock): Company {
  const all = signal<readonly Companion[]>([])
  const visitors = signal<ReadonlySet<string>>(new Set())
  const timers = new Map<string, () => void>()

  /** Does it later, unless something is heard of the same one before. */
  function later(name: string, ms: number, act: () => void): void {
    timers.get(name)?.()
    timers.set(name, clock.setTimeout(act, ms))
  }

  function forget(name: string): void {
    timers.get(name)?.()
    timers.delete(name)
    all.value = all.peek().filter((each) => nameOf(each) !== name)
  }

  function put(companion: Companion): void {
    const name = nameOf(companion)
    const isKnown = all.peek().some((each) => nameOf(each) === name)
    all.value = isKnown
      ? all.peek().map((each) => (nameOf(each) === name ? companion : each))
      : [...all.peek(), companion]
    if (companion.doing === 'looking') later(name, LOOKING_LASTS_MS, () => forget(name))
    else later(name, WRITING_LASTS_MS, () => pause(companion))
  }

  /** An agent who does not write any more still has it on the screen. */
  function pause(companion: Companion): void {
    if (companion.by === 'visitor') forget(nameOf(companion))
    else put({ ...companion, doing: 'looking' })
  }

  function setHere(visitor: string, isHere: boolean): void {
    const next = new Set(visitors.peek())
    if (isHere) next.add(visitor)
    else next.delete(visitor)
    visitors.value = next
  }

  return {
    all,
    visitors,
    hear(aside) {
      if (aside.event === 'presence') {
        const { visitor, is_here: isHere } = aside.data
        setHere(visitor, isHere)
        later(`presence ${visitor}`, LOOKING_LASTS_MS, () => setHere(visitor, false))
        return
      }
      const { conversation, who, by, name, doing } = aside.data
      if (doing === 'none') forget(nameOf({ conversation, who }))
      else put({ conversation, who, by, name, doing })
    },
    posted(conversation, { author_type: type, author_name: name }) {
      for (const each of all.peek()) {
        const isAuthor = each.by === 'visitor' ? type === 'customer' : each.name === name
        if (each.conversation === conversation && each.doing !== 'looking' && isAuthor) pause(each)
      }
    },
    clear() {
      for (const stop of timers.values()) stop()
      timers.clear()
      all.value = []
      visitors.value = new Set()
    },
  }
}

const nameOf = ({ conversation, who }: Pick<Companion, 'conversation' | 'who'>): string =>
  `${conversation} ${who}`
