/**
 * Hears what the team does at this moment, and tells it what the visitor does. All of it passes by:
 * nothing is stored, nothing waits, and nothing is said again.
 */
import type { ServerSentEvent, TellActivity } from '@porchlight/client'
import {
  type Clock,
  parse,
  type ThreadId,
  type VisitorAside,
  visitorAsideSchema,
  WRITING_LASTS_MS,
} from '@porchlight/protocol'
import type { Sync } from '@porchlight/sync'
import type { Activity, ActivityState } from '../../api/activity.ts'
import type { AsideChannel } from './aside-channel.ts'
import { createTelling } from './telling.ts'

export interface Activities extends Activity {
  /** The stream of this tab has said something, or has begun (null). */
  hear(aside: ServerSentEvent | null): void
  close(): void
}

export interface ActivityTools {
  readonly sync: Pick<Sync, 'status' | 'thread'>
  readonly tell: TellActivity
  readonly channel: AsideChannel
  readonly clock: Clock
}

const NOBODY: ActivityState = { isTeamHere: false, writers: new Map() }

export function createActivities({ sync, tell, channel, clock }: ActivityTools): Activities {
  const followers = new Set<(state: ActivityState) => void>()
  const unwatch = new Map<ThreadId, () => void>()
  let state = NOBODY

  function set(change: Partial<ActivityState>): void {
    state = { ...state, ...change }
    for (const onState of [...followers]) onState(state)
  }

  function forget(thread: ThreadId): void {
    unwatch.get(thread)?.()
    unwatch.delete(thread)
    if (!state.writers.has(thread)) return
    const writers = new Map(state.writers)
    writers.delete(thread)
    set({ writers })
  }

  function write(thread: ThreadId, name: string | null): void {
    unwatch.get(thread)?.()
    const view = sync.thread(thread)
    const lastReply = (): string | undefined =>
      [...view.get().messages].reverse().find(({ author }) => author === 'agent')?.id
    const before = lastReply()
    const stop = [
      clock.setTimeout(() => forget(thread), WRITING_LASTS_MS),
      // Here it is.
      view.subscribe(() => {
        if (lastReply() !== before) forget(thread)
      }),
    ]
    unwatch.set(thread, () => {
      for (const undo of stop) undo()
    })
    set({ writers: new Map(state.writers).set(thread, name) })
  }

  function take(aside: VisitorAside | null): void {
    if (aside === null) {
      for (const thread of unwatch.keys()) forget(thread)
      set(NOBODY)
    } else if (aside.event === 'presence') set({ isTeamHere: aside.data.is_team_here })
    else {
      const { conversation, name, doing } = aside.data
      if (doing === 'writing') write(conversation, name)
      // Another one may be writing still.
      else if (state.writers.get(conversation) === name) forget(conversation)
    }
  }

  let isOnline = true
  const stopStatus = sync.status.subscribe(() => {
    const wasOnline = isOnline
    isOnline = sync.status.get().connection === 'online'
    // Nobody says any more who is there. What another tab has heard may come before it tells that it is online.
    if (wasOnline && !isOnline) take(null)
  })

  channel.listen({
    onAside: take,
    // Whoever comes late hears from the tab with the stream who is there.
    onHello() {
      const { isTeamHere } = state
      if (sync.status.get().isLeader) {
        channel.tell({ event: 'presence', data: { is_team_here: isTeamHere } })
      }
    },
  })

  return {
    follow(onState) {
      followers.add(onState)
      onState(state)
      return () => followers.delete(onState)
    },
    hear(event) {
      const aside = event && readAside(event)
      if (event !== null && aside === null) return
      take(aside)
      channel.tell(aside)
    },
    typed: createTelling({ sync, clock, tell }),
    close() {
      stopStatus()
      take(null)
      channel.close()
    },
  }
}

/** @returns null for what only a later server says */
function readAside({ event, data }: ServerSentEvent): VisitorAside | null {
  try {
    const parsed = parse(visitorAsideSchema, { event, data: JSON.parse(data) })
    return parsed.ok ? parsed.value : null
  } catch {
    return null
  }
}
