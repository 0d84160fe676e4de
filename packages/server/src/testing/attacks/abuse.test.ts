import { expect } from 'vitest'
import { DEFAULT_LIMITS, NO_LIMITS } from '../../limits/limit-settings.ts'
import { countRows, inDatabase } from '../test-database.ts'
import { startTestServer, WIDGET_TOKEN } from '../test-server.ts'
import { askRaw, fetchRaw, ROOT } from './ask.ts'
import { describeAttacks } from './attack-area.ts'

describeAttacks('abuse', {
  async 'AB-001'() {
    const server = await startTestServer({ limits: DEFAULT_LIMITS })
    const rotate = (n: number): Promise<{ status: number }> =>
      askRaw(server, '/api/conversations/v1/session', {
        from: `2001:db8::${(n % 1_000).toString(16)}`,
        headers: { 'x-conversations-token': WIDGET_TOKEN },
        body: JSON.stringify({ refresh: null, next: server.refreshToken() }),
      })
    let made = 0
    for (let n = 0; n < 200; n++) if ((await rotate(n)).status === 200) made++
    const elsewhere = await askRaw(server, '/api/conversations/v1/session', {
      from: '198.51.100.7',
      headers: { 'x-conversations-token': WIDGET_TOKEN },
      body: JSON.stringify({ refresh: null, next: server.refreshToken() }),
    })
    expect([made, elsewhere.status]).toEqual([20, 200])
  },
  async 'AB-003'() {
    const { rates } = NO_LIMITS
    const server = await startTestServer({ limits: { rates, slots: DEFAULT_LIMITS.slots } })
    const ada = await server.visitor()
    const open = (): Promise<Response> =>
      fetchRaw(server, `${ROOT}/events/`, { access: ada.access, from: '198.51.100.7' })
    const answers = await Promise.all(Array.from({ length: 100 }, open))
    const opened = answers.filter(({ status }) => status === 200)
    const refused = answers.filter(({ status }) => status === 429)
    expect([opened.length, refused.length]).toEqual([6, 94])
    expect(refused.every(({ headers }) => headers.has('retry-after'))).toBe(true)
    await Promise.all(opened.map(({ body }) => body?.cancel()))
    await server.clock.advance(0)
    expect((await open()).status).toBe(200)
  },
  async 'AB-005'() {
    const server = await startTestServer({ limits: DEFAULT_LIMITS })
    const statuses: number[] = []
    for (let visitor = 0; visitor < 8; visitor++) {
      const { access } = await server.visitor()
      for (let n = 0; n < 6; n++) {
        const { status } = await askRaw(server, `${ROOT}/tickets/`, {
          access,
          from: '198.51.100.7',
          body: JSON.stringify({
            conversation: server.id(),
            anonymous_traits: { email: 'victim@example.test' },
          }),
        })
        statuses.push(status)
      }
    }
    expect(statuses.slice(0, 6)).toEqual([201, 201, 201, 201, 201, 429])
    expect(statuses.filter((status) => status === 201)).toHaveLength(30)
    const mails = await inDatabase(server.place, (db) =>
      db.selectFrom('mails').where('recipient', '=', 'victim@example.test').selectAll().execute(),
    )
    expect([mails, await countRows(server.place, 'tickets')]).toEqual([[], 30])
  },
})
