/** Tells the team that the visitor writes: now and then while they do, and once when they do not any more. */
import type { TellActivity } from '@porchlight/client'
import {
  type Clock,
  isBlank,
  type ThreadId,
  WRITING_LASTS_MS,
  WRITING_TOLD_EVERY_MS,
} from '@porchlight/protocol'
import type { Sync } from '@porchlight/sync'
import type { Activity } from '../../api/activity.ts'

export interface TellingTools {
  readonly sync: Pick<Sync, 'status' | 'thread'>
  readonly clock: Clock
  readonly tell: TellActivity
}

/** @returns what is to be called with each change of the text, and of where it is */
export function createTelling({ sync, clock, tell }: TellingTools): Activity['typed'] {
  let thread: ThreadId | null = null
  let text = ''
  let toldAt = Number.NEGATIVE_INFINITY

  /** Of a conversation that only this browser knows there is nobody to tell. */
  function canTell(): boolean {
    const { connection, capabilities } = sync.status.get()
    const isHeard = connection === 'online' && capabilities.includes('activity')
    return isHeard && thread !== null && sync.thread(thread).get().thread !== null
  }

  function say(doing: 'writing' | 'none'): void {
    // A failure is no matter: it says itself again, or is over.
    if (thread !== null && canTell()) void tell(thread, doing)
  }

  function stop(): void {
    if (clock.elapsed() - toldAt < WRITING_LASTS_MS) say('none')
    toldAt = Number.NEGATIVE_INFINITY
  }

  function begin(): void {
    // What another tab writes, or the page, is no writing.
    const isHere = !document.hidden && document.hasFocus()
    if (!isHere || clock.elapsed() - toldAt < WRITING_TOLD_EVERY_MS || !canTell()) return
    toldAt = clock.elapsed()
    say('writing')
  }

  return (nextThread, nextText) => {
    const isTyped = nextThread === thread && nextText !== text
    if (nextThread !== thread) stop()
    thread = nextThread
    text = nextText
    if (isTyped) isBlank(text) ? stop() : begin()
  }
}
