import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer } from '../testing/test-server.ts'

const MINUTE_MS = 60_000

async function snoozeFor(ms: number): Promise<TestServer & { look(): Promise<Json> }> {
  const server = await startTestServer()
  const ada = await server.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Hello')
  const until = new Date(server.clock.now() + ms).toISOString()
  await server.key.patch('/tickets/1/', { snoozed_until: until })
  return {
    ...server,
    async look() {
      await settle()
      const { body } = await server.key.get('/tickets/')
      const { status, snoozed_until } = body.results[0]
      return { status, snoozed_until }
    },
  }
}

const JSON_ONLY = { accept: 'application/json' }
const AWAKE = { status: 'open', snoozed_until: null }

describe('[SV83] a snoozed ticket', () => {
  it('comes back at its time, not before, and is at the top of the list again', async () => {
    const { clock, look, key } = await snoozeFor(30_000)
    await clock.advance(29_999)
    const before = await look()
    await clock.advance(1)
    expect([before.status, await look()]).toEqual(['on_hold', AWAKE])
    const { body } = await key.get('/tickets/')
    expect(body.results[0].updated_at).toBe(new Date(clock.now()).toISOString())
  })

  it('comes back days later', async () => {
    const { clock, look } = await snoozeFor(3 * 24 * 60 * MINUTE_MS + 12_345)
    clock.setNow(clock.now() + 3 * 24 * 60 * MINUTE_MS)
    await clock.advance(MINUTE_MS)
    expect(await look()).toEqual(AWAKE)
  })

  it('comes back when its time passed while no server was running', async () => {
    const { clock, startAgain, server } = await snoozeFor(MINUTE_MS)
    await server.close()
    clock.setNow(clock.now() + 60 * MINUTE_MS)
    const after = await startAgain()
    await settle()
    expect((await after.key.get('/tickets/1/')).body).toMatchObject(AWAKE)
  })

  it('keeps the status that somebody has given it meanwhile', async () => {
    const { clock, look, key } = await snoozeFor(30_000)
    await key.patch('/tickets/1/', { status: 'resolved' })
    await clock.advance(30_000)
    expect(await look()).toEqual({ status: 'resolved', snoozed_until: null })
  })

  it('follows a time that was moved', async () => {
    const { clock, look, key } = await snoozeFor(30_000)
    const until = new Date(clock.now() + 10_000).toISOString()
    await key.patch('/tickets/1/', { snoozed_until: until })
    await clock.advance(10_000)
    expect(await look()).toEqual(AWAKE)
  })

  it('comes back once, however many processes try', async () => {
    const { clock, key, startAgain, look } = await snoozeFor(30_000)
    await startAgain()
    const revOf = async (): Promise<number> => (await key.get('/tickets/')).body.results[0].rev
    const before = await revOf()
    const { body: start } = await key.get('/events/', JSON_ONLY)
    await clock.advance(30_000)
    expect(await look()).toEqual(AWAKE)
    const { body } = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    expect(body.events).toMatchObject([{ event: 'ticket', data: AWAKE }])
    expect(await revOf()).toBe(before + 1)
  })
})
