import type { ServerSentEvent } from '@porchlight/client'
import type { VisitorAside } from '@porchlight/protocol'
import { createManualClock, type ManualClock } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import {
  buildMessage,
  buildThread,
  createFakeSync,
  type FakeSync,
  THREAD_ID,
} from '../../../test/fake-sync.ts'
import type { ActivityState } from '../../api/activity.ts'
import { type Activities, createActivities } from './activity.ts'
import type { AsideChannel, AsideEars } from './aside-channel.ts'

interface Tab {
  readonly fake: FakeSync
  readonly activities: Activities
}

/** Tabs of one site, each of which hears what the others post. */
function openSite(): { open(isLeader: boolean): Tab; clock: ManualClock } {
  const clock = createManualClock()
  const tabs = new Set<AsideEars>()

  function createChannel(): AsideChannel {
    let own: AsideEars | null = null
    const others = (): AsideEars[] => [...tabs].filter((ears) => ears !== own)
    return {
      tell(aside) {
        for (const { onAside } of others()) onAside(aside)
      },
      listen(ears) {
        own = ears
        tabs.add(ears)
        for (const { onHello } of others()) onHello()
      },
      close: () => void (own && tabs.delete(own)),
    }
  }

  return {
    clock,
    open(isLeader) {
      const fake = createFakeSync()
      fake.setStatus({ isLeader })
      fake.setThread({ thread: buildThread(), messages: [buildMessage({ id: 'q' })] })
      const tell = async () => ({ ok: true, value: null }) as const
      const activities = createActivities({
        sync: fake.sync,
        clock,
        tell,
        channel: createChannel(),
      })
      return { fake, activities }
    },
  }
}

const event = (aside: unknown): ServerSentEvent => {
  const { event, data } = aside as VisitorAside
  return { id: undefined, event, data: JSON.stringify(data) }
}

const activity = (doing: string, name: string | null = 'Ada'): ServerSentEvent =>
  event({ event: 'activity', data: { conversation: THREAD_ID, name, doing } })

const presence = (isHere: boolean): ServerSentEvent =>
  event({ event: 'presence', data: { is_team_here: isHere } })

function stateOf({ activities }: Tab): ActivityState {
  let seen: ActivityState | null = null
  activities.follow((state) => {
    seen = state
  })()
  if (seen === null) throw new Error('nothing was told at once')
  return seen
}

const writersIn = (tab: Tab): (string | null)[] => [...stateOf(tab).writers.values()]

describe('who writes', () => {
  it('is known until they have said nothing for 6 s', async () => {
    const { open, clock } = openSite()
    const tab = open(true)
    tab.activities.hear(activity('writing'))
    await clock.advance(4_000)
    tab.activities.hear(activity('writing'))
    await clock.advance(5_000)
    const before = writersIn(tab)
    await clock.advance(1_000)
    expect([before, writersIn(tab)]).toEqual([['Ada'], []])
  })

  it('is nobody once they say so; of two, the other one writes on', () => {
    const { open } = openSite()
    const tab = open(true)
    tab.activities.hear(activity('writing'))
    tab.activities.hear(activity('writing', 'Ben'))
    tab.activities.hear(activity('none'))
    const ben = writersIn(tab)
    tab.activities.hear(activity('none', 'Ben'))
    expect([ben, writersIn(tab)]).toEqual([['Ben'], []])
  })

  it('is nobody at once when the reply is there, and not when the visitor writes', () => {
    const { open } = openSite()
    const tab = open(true)
    const own = [buildMessage({ id: 'q' }), buildMessage({ id: 'r' })]
    tab.activities.hear(activity('writing'))
    tab.fake.setThread({ messages: own })
    const before = writersIn(tab)
    tab.fake.setThread({ messages: [...own, buildMessage({ id: 's', author: 'agent' })] })
    expect([before, writersIn(tab)]).toEqual([['Ada'], []])
  })

  it('is nobody without a connection, and when a stream begins anew', () => {
    const { open } = openSite()
    const tab = open(true)
    tab.activities.hear(activity('writing'))
    tab.activities.hear(null)
    const anew = writersIn(tab)
    tab.activities.hear(activity('writing'))
    tab.fake.setStatus({ connection: 'offline' })
    expect([anew, writersIn(tab)]).toEqual([[], []])
  })

  it('is passed over in words of a later server', () => {
    const { open } = openSite()
    const tab = open(true)
    tab.activities.hear(activity('singing'))
    tab.activities.hear({ id: undefined, event: 'weather', data: '{' })
    expect(stateOf(tab)).toEqual({ isTeamHere: false, writers: new Map() })
  })
})

describe('what the tab with the stream hears', () => {
  it('is known to the others', () => {
    const { open } = openSite()
    const [leader, other] = [open(true), open(false)]
    leader.activities.hear(presence(true))
    leader.activities.hear(activity('writing', null))
    expect(stateOf(other)).toEqual({
      isTeamHere: true,
      writers: new Map([[THREAD_ID, null]]),
    })
  })

  it('is told to a tab that comes later, as far as it lasts', () => {
    const { open } = openSite()
    const leader = open(true)
    leader.activities.hear(presence(true))
    open(false)
    const late = open(false)
    expect(stateOf(late).isTeamHere).toBe(true)
  })

  it('is over for all when a stream begins on which the team is not there', () => {
    const { open } = openSite()
    const [leader, other] = [open(true), open(false)]
    leader.activities.hear(presence(true))
    leader.activities.hear(null)
    expect([leader, other].map((tab) => stateOf(tab).isTeamHere)).toEqual([false, false])
  })
})
