import { describe, expect, it } from 'vitest'
import { createFakeSync } from '../../test/fake-sync.ts'
import { buildVisitor } from '../../test/visitor.ts'
import { createEraseCommand } from './erase.ts'

/** A server that answers each request with this status; 0 for not at all. */
async function erase(
  status: number,
  { isOurs = true, connection = 'online' as 'online' | 'offline' } = {},
) {
  const fake = createFakeSync()
  fake.setStatus({ connection, capabilities: isOurs ? ['erase'] : [] })
  const asked: string[] = []
  const problem = { type: 'authentication_error', code: 'authentication_failed', detail: 'No.' }
  const visitor = buildVisitor(async (address, init) => {
    asked.push(`${init?.method} ${new URL(String(address)).pathname}`)
    if (status === 0) throw new TypeError('no network')
    const body = status === 204 ? null : JSON.stringify({ ...problem, attr: null })
    return new Response(body, { status, headers: { 'content-type': 'application/json' } })
  })
  const result = await createEraseCommand({ sync: fake.sync, visitor: isOurs ? visitor : null })()
  const isWiped = fake.calls.some(([name]) => name === 'signOut')
  return { result, asked, isWiped }
}

const PATH = 'DELETE /api/conversations/v1/visitor/'

describe('deleting everything of a visitor', () => {
  it('begins on the server', async () => {
    const { result, asked, isWiped } = await erase(204)
    expect([result, asked, isWiped]).toEqual([{ kind: 'erased', discarded: 0 }, [PATH], true])
  })

  it('is done where the server does not know them any more', async () => {
    const { result, isWiped } = await erase(401)
    expect([result.kind, isWiped]).toEqual(['erased', true])
  })

  it.each([0, 500])('deletes nothing when the server fails: %i', async (status) => {
    const { result, isWiped } = await erase(status)
    expect([result, isWiped]).toEqual([{ kind: 'unreachable' }, false])
  })

  it.each([{ connection: 'offline' as const }, { isOurs: false }])(
    'deletes what is here where the server is not there or cannot: %j',
    async (where) => {
      const { result, asked, isWiped } = await erase(204, where)
      expect([result.kind, asked, isWiped]).toEqual(['erased_here', [], true])
    },
  )
})
