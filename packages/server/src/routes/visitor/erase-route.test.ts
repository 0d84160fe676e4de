import { describe, expect, it } from 'vitest'
import { startTestServer, type TestServer, type VisitorCaller } from '../../testing/test-server.ts'

async function erase({ server }: TestServer, { access }: VisitorCaller): Promise<number> {
  const response = await server.fetch(
    new Request('http://chat.test/api/conversations/v1/visitor/', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${access}` },
    }),
  )
  return response.status
}

describe('[SV152] a visitor who asks to be erased', () => {
  it('is gone with all that was written, and their token opens nothing', async () => {
    const server = await startTestServer()
    const ada = await server.visitor()
    const thread = await ada.open({ anonymous_traits: { email: 'ada@example.com' } })
    await ada.append(thread, 'A canary in a mine')
    expect(await erase(server, ada)).toBe(204)
    const tickets = await server.key.get('/tickets/?search=canary')
    expect(tickets.body.results).toEqual([])
    expect([(await ada.get('/')).status, await erase(server, ada)]).toEqual([401, 401])
  })

  it('takes nothing of others along', async () => {
    const server = await startTestServer()
    const [ada, bob] = [await server.visitor(), await server.visitor()]
    const thread = await bob.open()
    await bob.append(thread, 'Still here')
    await ada.append(await ada.open(), 'Gone')
    await erase(server, ada)
    const { body } = await bob.get(`/${thread}/`)
    expect(body.messages.map(({ content }: { content: string }) => content)).toEqual(['Still here'])
  })
})
