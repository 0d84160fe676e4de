import { describe, expect, it } from 'vitest'
import { inDatabase } from '../testing/test-database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

async function turn({ place }: TestServer, state: 'on' | 'off'): Promise<void> {
  const settings = JSON.stringify({ enabled: state === 'on' })
  await inDatabase(place, (db) => db.updateTable('projects').set({ settings }).execute())
}

const OFF = {
  type: 'authentication_error',
  code: 'authentication_failed',
  detail: 'Conversations is not enabled.',
  attr: null,
}

describe('[SV24] a project whose chat is off', () => {
  it('begins no session and goes on with none, and is on again for the same visitors', async () => {
    const test = await startTestServer()
    const [first, second, third] = [test.refreshToken(), test.refreshToken(), test.refreshToken()]
    const before = await test.session({ refresh: null, next: first })
    await turn(test, 'off')
    const refused = [
      await test.session({ refresh: null, next: third }),
      await test.session({ refresh: first, next: second }),
    ]
    expect(refused).toEqual(Array(2).fill({ status: 403, body: OFF }))
    await turn(test, 'on')
    const after = await test.session({ refresh: first, next: second })
    expect([after.status, after.body.visitor]).toEqual([200, before.body.visitor])
  })

  it('takes nothing by the tokens that live, and what was refused is posted once it is on', async () => {
    const test = await startTestServer()
    const ada = await test.visitor()
    const thread = await ada.open()
    const id = test.id()
    await turn(test, 'off')
    const refused = [
      await ada.append(thread, 'Anybody there?', id),
      await ada.enqueue(thread, 'Anybody there?', { id }),
      await ada.post('/tickets/', { conversation: test.id() }),
      await ada.get(`/${thread}/`),
      await ada.get('/events/', { accept: 'application/json' }),
    ]
    const codes = refused.map(({ status, body }) => [status, body.code])
    expect(codes).toEqual(Array(5).fill([401, 'authentication_failed']))
    expect(await test.ticketTexts(thread)).toEqual([])
    await turn(test, 'on')
    expect((await ada.append(thread, 'Anybody there?', id)).status).toBe(201)
    expect(await test.ticketTexts(thread)).toEqual(['Anybody there?'])
  })

  it('lets the team read and not reply, and counts nothing as unread', async () => {
    const test = await startTestServer()
    const ada = await test.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    const said = { 'Idempotency-Key': test.id() }
    await test.key.post('/tickets/1/reply/', { message: 'Hi' }, said)
    await ada.append(thread, 'One more thing')
    const counted = await test.key.get('/tickets/unread_count/')
    await turn(test, 'off')
    const disabled = { status: 400, body: { detail: 'Conversations is not enabled.' } }
    expect([
      await test.key.post('/tickets/1/reply/', { message: 'Yes?' }),
      await test.key.post('/tickets/1/reply/', { message: 'A note', is_private: true }),
    ]).toEqual([disabled, disabled])
    expect((await test.key.get('/tickets/unread_count/')).body).toEqual({ count: 0 })
    // What was posted before was posted.
    expect(await test.key.post('/tickets/1/reply/', { message: 'Hi' }, said)).toMatchObject({
      status: 201,
    })
    expect(await test.ticketTexts(thread)).toEqual(['Hello', 'Hi', 'One more thing'])
    await turn(test, 'on')
    expect((await test.key.get('/tickets/unread_count/')).body).toEqual(counted.body)
    expect(counted.body.count).toBeGreaterThan(0)
  })
})
