import type { CredentialStore, Credentials } from '@porchlight/protocol'
import { createManualClock, createSeededRandom } from '@porchlight/testkit'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSessionKeeper, type SessionKeeper } from './session.ts'

/** The session endpoint in memory: a chain of refresh tokens, and answers that can be lost. */
function createSessionServer() {
  const successors = new Map<string, string>()
  const visitors = new Map<string, string>()
  const script: ('lose' | 'superseded' | 'gateway')[] = []
  let issued = 0
  return {
    script,
    get issued() {
      return issued
    },
    /** Forgets every visitor, as a server whose data is gone. */
    forget: () => visitors.clear(),
    async fetch(_input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const { refresh, next } = JSON.parse(String(init?.body))
      const step = script.shift()
      if (step === 'superseded') return problem(409, 'superseded')
      if (step === 'gateway') return Response.json({ detail: 'Unauthorized' }, { status: 401 })
      if (refresh !== null && !visitors.has(refresh)) return problem(401, 'authentication_failed')
      if (refresh !== null && (successors.get(refresh) ?? next) !== next) {
        return problem(401, 'authentication_failed')
      }
      const visitor = visitors.get(refresh ?? next) ?? visitorId(visitors.size)
      successors.set(refresh, next)
      visitors.set(next, visitor)
      if (step === 'lose') throw new TypeError('network error')
      issued++
      return Response.json({
        project: { id: 1, name: 'Test' },
        visitor,
        access: `pla_access_number_${issued}`,
        expires_in: 900,
        capabilities: [],
        max_queue_messages: 20,
        mode: 'people',
        settings: {
          enabled: true,
          name: 'Test',
          greeting: '',
          presence: '',
          placeholder: '',
          suggestions: [],
          color: '#123456',
          position: 'bottom-right',
        },
      })
    },
  }
}

function problem(status: number, code: string): Response {
  return Response.json({ type: 'x', code, detail: code, attr: null }, { status })
}

function visitorId(n: number): string {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
}

function createMemoryCredentials(): CredentialStore & { row: Credentials | null } {
  let last: Promise<unknown> = Promise.resolve()
  const store = {
    row: null as Credentials | null,
    exclusive<T>(task: () => Promise<T>): Promise<T> {
      const turn = last.then(task, task)
      last = turn.catch(() => {})
      return turn
    },
    read: async () => store.row,
    async replace(before: Credentials | null, after: Credentials) {
      if (store.row?.refresh !== before?.refresh || store.row?.next !== before?.next) return false
      store.row = after
      return true
    },
  }
  return store
}

describe('createSessionKeeper', () => {
  let server: ReturnType<typeof createSessionServer>
  let credentials: ReturnType<typeof createMemoryCredentials>

  /** Another tab of the same browser, or the same one after a reload. */
  function openTab(): SessionKeeper {
    return createSessionKeeper({
      origin: 'https://chat.test',
      token: 'plw_test',
      credentials,
      fetch: server.fetch,
      clock: createManualClock(),
      fillRandom: createSeededRandom(server.issued + 1).fill,
    })
  }

  beforeEach(() => {
    server = createSessionServer()
    credentials = createMemoryCredentials()
  })

  it('stores the pair before it asks, so that a lost answer can be asked for again', async () => {
    server.script.push('lose')
    expect((await openTab().start(undefined)).ok).toBe(false)
    const pair = credentials.row
    expect(pair).toMatchObject({ refresh: null, next: expect.stringMatching(/^plr_/) })
    const answer = await openTab().start(undefined)
    expect(answer.ok && answer.value.visitor).toBe(visitorId(0))
    expect(credentials.row).toMatchObject({ refresh: pair?.next, next: null })
  })

  it('stays the same visitor when the answer to a refresh is lost', async () => {
    await openTab().start(undefined)
    server.script.push('lose')
    await openTab().start(undefined)
    const answer = await openTab().start(undefined)
    expect(answer.ok && answer.value.visitor).toBe(visitorId(0))
  })

  it('takes the token of another tab instead of asking for one more', async () => {
    await openTab().start(undefined)
    const frozen = await openTab().current(undefined)
    await openTab().start(undefined)
    const issued = server.issued
    const thawed = frozen.ok ? await openTab().renew(frozen.value, undefined) : null
    expect(thawed?.ok && thawed.value.header).toBe(`Bearer ${credentials.row?.access}`)
    expect(server.issued).toBe(issued)
  })

  it('asks once when many requests are turned down together', async () => {
    await openTab().start(undefined)
    const tab = openTab()
    const old = await tab.current(undefined)
    if (!old.ok) throw new Error('no authorization')
    await Promise.all([1, 2, 3].map(() => tab.renew(old.value, undefined)))
    expect(server.issued).toBe(2)
  })

  it('reads the row again when somebody else has moved it', async () => {
    await openTab().start(undefined)
    server.script.push('superseded')
    expect((await openTab().start(undefined)).ok).toBe(true)
  })

  it('begins anew as another visitor when the server does not know this one any more', async () => {
    await openTab().start(undefined)
    server.forget()
    const answer = await openTab().start(undefined)
    expect(answer.ok).toBe(true)
    expect(credentials.row).toMatchObject({ next: null, refresh: expect.any(String) })
  })

  it('does not become another visitor because a gateway says 401', async () => {
    await openTab().start(undefined)
    const row = credentials.row
    server.script.push('gateway')
    expect((await openTab().start(undefined)).ok).toBe(false)
    expect(credentials.row).toMatchObject({ refresh: row?.refresh, visitor: row?.visitor })
    const answer = await openTab().start(undefined)
    expect(answer.ok && answer.value.visitor).toBe(visitorId(0))
  })

  it('writes over nothing that another tab without locks has written meanwhile', async () => {
    await openTab().start(undefined)
    credentials.exclusive = (task) => task()
    const [one, two] = await Promise.all([openTab().start(undefined), openTab().start(undefined)])
    expect([one, two].map((answer) => answer.ok && answer.value.visitor)).toEqual([
      visitorId(0),
      visitorId(0),
    ])
    expect(credentials.row?.next).toBeNull()
  })
})
