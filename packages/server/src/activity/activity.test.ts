import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { NO_LIMITS } from '../limits/limit-settings.ts'
import { addAgent } from '../testing/agents.ts'
import { type EventReader, type ReadEvent, readEvents } from '../testing/event-reader.ts'
import { countRows, ENGINE } from '../testing/test-database.ts'
import {
  type Answer,
  type Caller,
  startTestServer,
  type TestOptions,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

/** A visitor at one process and the team at another, where there can be two. */
interface Scene {
  readonly here: TestServer
  readonly there: TestServer
  readonly ada: VisitorCaller
  readonly thread: string
  readonly ticket: string
}

async function openScene(options: TestOptions = {}): Promise<Scene> {
  const here = await startTestServer(options)
  const there = ENGINE === 'postgres' ? await here.startAgain() : here
  const ada = await here.visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada' } })
  await ada.append(thread, 'Hello')
  const { body } = await here.key.get('/tickets/')
  return { here, there, ada, thread, ticket: body.results[0].id }
}

/** A stream that has begun. */
async function follow(reader: Caller, query = ''): Promise<EventReader> {
  const events = readEvents(await reader.raw('GET', `/events/${query}`))
  await events.until(({ event }) => event === 'reset')
  await settle()
  return events
}

const does = (who: Caller, thread: string, doing: string): Promise<Answer> =>
  who.post(`/${thread}/activity/`, { doing })

async function next(events: EventReader): Promise<Pick<ReadEvent, 'event' | 'data'>> {
  const { event, data } = (await events.next()) ?? { event: 'end', data: null }
  return { event, data }
}

describe('[SV159] what somebody does', () => {
  it('is told to the other side at once, without a place in the feed, at whichever process', async () => {
    const { there, ada, thread, ticket } = await openScene()
    const grace = await addAgent(there)
    const [toAda, toGrace] = [await follow(ada), await follow(grace)]
    await does(ada, thread, 'writing')
    expect(await toGrace.next()).toEqual({
      id: null,
      event: 'activity',
      data: {
        conversation: thread,
        ticket,
        by: 'visitor',
        who: ada.id,
        name: null,
        doing: 'writing',
      },
    })
    await does(grace, thread, 'writing')
    expect(await toAda.next()).toEqual({
      id: null,
      event: 'activity',
      data: { conversation: thread, name: 'Grace', doing: 'writing' },
    })
  })

  it('is told among the team, notes and looks too, and to nobody of themselves', async () => {
    const { here, there, thread, ticket } = await openScene()
    const [grace, ben] = [await addAgent(here), await addAgent(here, { name: 'Ben' })]
    const [toGrace, toBen] = [await follow(grace), await follow(there.callerWith(ben.token))]
    for (const doing of ['looking', 'noting', 'writing', 'none']) await does(grace, thread, doing)
    await does(ben, thread, 'looking')
    const told = []
    for (let n = 0; n < 4; n++) told.push(await next(toBen))
    expect(told).toEqual(
      ['looking', 'noting', 'writing', 'none'].map((doing) => ({
        event: 'activity',
        data: {
          conversation: thread,
          ticket,
          by: 'agent',
          who: `agent ${grace.id}`,
          name: 'Grace',
          doing,
        },
      })),
    )
    expect((await next(toGrace)).data).toMatchObject({ name: 'Ben', doing: 'looking' })
  })

  it('is in no table and in no batch, and a cursor stays where it was', async () => {
    const { here, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toGrace = await follow(grace)
    const before = await countRows(here.place, 'events')
    const { body } = await ada.get('/events/', { accept: 'application/json' })
    await does(grace, thread, 'writing')
    await does(ada, thread, 'writing')
    await toGrace.next()
    const batch = await ada.get(`/events/?cursor=${body.cursor}`, { accept: 'application/json' })
    expect(batch.body).toEqual({ events: [], cursor: body.cursor, has_more: false })
    expect(await countRows(here.place, 'events')).toBe(before)
  })

  it('is told to nobody before anybody has written there', async () => {
    const { here, ada, thread } = await openScene()
    const toTeam = await follow(here.key)
    const empty = await ada.open()
    expect((await does(ada, empty, 'writing')).status).toBe(204)
    await does(ada, thread, 'writing')
    expect((await next(toTeam)).data.conversation).toBe(thread)
  })
})

describe('[SV160] a visitor', () => {
  it('is never told of a note or a look', async () => {
    const { here, there, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toAda = await follow(there.callerWith(ada.access))
    for (const doing of ['looking', 'noting', 'none', 'noting']) await does(grace, thread, doing)
    await does(grace, thread, 'writing')
    expect(await next(toAda)).toEqual({
      event: 'activity',
      data: { conversation: thread, name: 'Grace', doing: 'writing' },
    })
  })

  it.each(['none', 'noting', 'looking'])(
    'is told that nobody writes any more when a writer goes on to %s, once',
    async (doing) => {
      const { here, there, ada, thread } = await openScene()
      const grace = await addAgent(here)
      const toAda = await follow(there.callerWith(ada.access))
      for (const each of ['writing', doing, doing, 'writing']) await does(grace, thread, each)
      const told = [await next(toAda), await next(toAda), await next(toAda)]
      expect(told.map(({ data }) => data.doing)).toEqual(['writing', 'none', 'writing'])
    },
  )

  it('is told nothing when one who has long been silent turns to a note', async () => {
    const { here, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toAda = await follow(ada)
    await does(grace, thread, 'writing')
    await here.clock.advance(6_000)
    await does(grace, thread, 'noting')
    await does(grace, thread, 'writing')
    const told = [await next(toAda), await next(toAda)]
    expect(told.map(({ data }) => data.doing)).toEqual(['writing', 'writing'])
  })

  it('hears of the own conversations alone, and cannot say of others what is done there', async () => {
    const { here, ada, thread } = await openScene()
    const [grace, bob] = [await addAgent(here), await here.visitor()]
    const bobs = await bob.open()
    await bob.append(bobs, 'Hi')
    const [toBob, toGrace] = [await follow(bob), await follow(grace)]
    await does(grace, thread, 'writing')
    await does(grace, bobs, 'writing')
    expect((await next(toBob)).data.conversation).toBe(bobs)
    expect((await does(bob, thread, 'writing')).status).toBe(404)
    await does(ada, thread, 'writing')
    const told = await toGrace.until(({ event }) => event === 'activity')
    expect(told.at(-1)?.data.who).toBe(ada.id)
  })

  it('cannot say what only the team does', async () => {
    const { ada, thread } = await openScene()
    const answers = [await does(ada, thread, 'noting'), await does(ada, thread, 'looking')]
    expect(answers.map(({ status }) => status)).toEqual([400, 400])
  })
})

describe('[SV161] presence', () => {
  it('tells a visitor that a person of the team reads, and 10 s later that nobody does', async () => {
    const { here, there, ada } = await openScene()
    const toAda = await follow(ada)
    await follow(there.key)
    const grace = await follow(there.key, '?attended=true')
    expect(await next(toAda)).toEqual({ event: 'presence', data: { is_team_here: true } })
    // A stream that begins is told too.
    const late = await follow(here.callerWith(ada.access))
    expect(await next(late)).toEqual({ event: 'presence', data: { is_team_here: true } })
    await grace.leave()
    await here.clock.advance(15_000)
    expect(await next(toAda)).toEqual({ event: 'presence', data: { is_team_here: false } })
  })

  it('outlasts a page of the inbox that is loaded anew', async () => {
    const { here, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toAda = await follow(ada)
    const before = await follow(grace, '?attended=true')
    expect((await next(toAda)).data).toEqual({ is_team_here: true })
    await before.leave()
    await here.clock.advance(5_000)
    await follow(grace, '?attended=true')
    await here.clock.advance(60_000)
    await does(grace, thread, 'writing')
    expect((await next(toAda)).event).toBe('activity')
  })

  it('tells who looks whether the visitor is there, and when that changes', async () => {
    const { here, there, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toGrace = await follow(there.callerWith(grace.token))
    await does(grace, thread, 'looking')
    const toAda = await follow(ada)
    const here_ = { event: 'presence', data: { visitor: ada.id, is_here: true } }
    expect(await next(toGrace)).toEqual(here_)
    await does(grace, thread, 'looking')
    expect(await next(toGrace)).toEqual(here_)
    await toAda.leave()
    await here.clock.advance(6_000)
    expect(await next(toGrace)).toEqual({ ...here_, data: { ...here_.data, is_here: false } })
  })

  it('of visitors at whose conversation nobody looks is told to nobody', async () => {
    const { here, ada, thread } = await openScene()
    const grace = await addAgent(here)
    const toGrace = await follow(grace)
    const bob = await here.visitor()
    await follow(bob)
    await follow(ada)
    await does(grace, thread, 'looking')
    expect((await next(toGrace)).data).toEqual({ visitor: ada.id, is_here: true })
  })

  it.skipIf(ENGINE === 'sqlite')(
    '(PostgreSQL: several processes) of a process that has fallen silent ends, and a new one asks',
    async () => {
      const { here, there, ada } = await openScene()
      const toAda = await follow(ada)
      await follow(there.key, '?attended=true')
      expect((await next(toAda)).data).toEqual({ is_team_here: true })
      const third = await here.startAgain()
      const toThird = await follow(third.callerWith(ada.access))
      expect((await next(toThird)).data).toEqual({ is_team_here: true })
      await there.server.close()
      await here.clock.advance(60_000)
      expect((await next(toAda)).data).toEqual({ is_team_here: false })
    },
  )
})

describe('[SV165] activity', () => {
  it('beyond the limit is told to nobody, and nobody is told of that', async () => {
    const rates = {
      ...NO_LIMITS.rates,
      activity_per_visitor: { count: 2, perMs: 60_000 },
      activity_per_key: { count: 1, perMs: 60_000 },
    }
    const { here, ada, thread } = await openScene({ limits: { ...NO_LIMITS, rates } })
    const toTeam = await follow(here.key)
    const answers = []
    for (const doing of ['writing', 'none', 'writing']) {
      answers.push(await does(ada, thread, doing))
    }
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204])
    await ada.append(thread, 'Again')
    const told = await toTeam.until(({ event }) => event === 'message')
    expect(told.map(({ event, data }) => data.doing ?? event)).toEqual([
      'writing',
      'none',
      'message',
    ])
  })

  it('is no request that a limit of messages counts', async () => {
    const rates = { ...NO_LIMITS.rates, messages_per_visitor: { count: 2, perMs: 60_000 } }
    const { ada, thread } = await openScene({ limits: { ...NO_LIMITS, rates } })
    for (let n = 0; n < 5; n++) await does(ada, thread, 'writing')
    expect((await ada.append(thread, 'Again')).status).toBe(201)
  })
})
