import { describe, expect, it } from 'vitest'
import { removeAgent } from '../../auth/agents.ts'
import { addAgent } from '../../testing/agents.ts'
import { recordStatements } from '../../testing/record-statements.ts'
import { SMALL_PNG } from '../../testing/small-png.ts'
import { inDatabase, inStore } from '../../testing/test-database.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

const PATH = '/../agents/me/picture/'

async function look({ server }: TestServer, address: string) {
  const response = await server.fetch(new Request(address))
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: Object.fromEntries(response.headers), bytes }
}

describe('[SV181] a picture', () => {
  it('is set and taken away by the agent themselves, and told to the team', async () => {
    const test = await startTestServer()
    const [grace, edsger] = [await addAgent(test), await addAgent(test, { name: 'Edsger' })]
    const pictures = async (): Promise<unknown> => {
      const { body } = await edsger.get('/../agents/')
      return body.results.map((agent: { avatar_url: unknown }) => agent.avatar_url)
    }
    const set = await grace.put(PATH, { picture: SMALL_PNG })
    const at = set.body.avatar_url
    expect([set.status, set.body]).toEqual([200, (await grace.get('/../agents/me/')).body])
    expect(at).toMatch(/^http:\/\/chat\.test\/api\/agents\/v1\/pictures\/[\w-]{43}$/)
    expect(await pictures()).toEqual([at, null])
    expect((await grace.delete(PATH)).body).toEqual({ ...set.body, avatar_url: null })
    expect([await pictures(), (await look(test, at)).status]).toEqual([[null, null], 404])
    expect((await grace.delete(PATH)).status).toBe(200)
  })

  it('has another address when it is another one, and the one of before is gone', async () => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    const set = async (): Promise<string> =>
      (await grace.put(PATH, { picture: SMALL_PNG })).body.avatar_url
    const [first, second] = [await set(), await set()]
    expect([(await look(test, first)).status, (await look(test, second)).status]).toEqual([
      404, 200,
    ])
  })

  it("is nobody's who is not an agent, and goes with who leaves", async () => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    expect((await test.key.put(PATH, { picture: SMALL_PNG })).status).toBe(403)
    expect((await test.key.delete(PATH)).status).toBe(403)
    const { body } = await grace.put(PATH, { picture: SMALL_PNG })
    await inStore(test.place, (tx) => removeAgent(tx, 1, 'grace@team.test'))
    expect((await look(test, body.avatar_url)).status).toBe(404)
  })

  it('that was named elsewhere before there were any is told as it was', async () => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    await inDatabase(test.place, (db) =>
      db.updateTable('agents').set({ avatar_url: 'https://pictures.test/g.png' }).execute(),
    )
    const { body } = await grace.get('/../agents/me/')
    expect(body.avatar_url).toBe('https://pictures.test/g.png')
  })
})

it.each([
  ['', 'This field may not be blank.'],
  ['no base64!', 'Must be base64.'],
  [btoa('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'Must be a PNG, JPEG or WebP picture.'],
  ['A'.repeat(87_388), /^A picture may have 65536 bytes, which are 87384 characters of base64\.$/],
  ['A'.repeat(87_384), 'A picture may have 65536 bytes.'],
])('[SV182] refuses the picture %.20s, and keeps the one there was', async (picture, detail) => {
  const test = await startTestServer()
  const grace = await addAgent(test)
  const { body: before } = await grace.put(PATH, { picture: SMALL_PNG })
  const { status, body } = await grace.put(PATH, { picture })
  expect([status, body.attr]).toEqual([400, 'picture'])
  expect(body.detail).toMatch(detail)
  expect((await grace.get('/../agents/me/')).body).toEqual(before)
})

it('[SV183] is had by whoever knows where it is, for good, and can do nothing', async () => {
  const test = await startTestServer()
  const grace = await addAgent(test)
  const { body } = await grace.put(PATH, { picture: SMALL_PNG })
  const recording = recordStatements()
  const { status, headers, bytes } = await look(test, body.avatar_url)
  expect([recording.statements.size, recording.begun()]).toEqual([1, 0])
  expect([status, bytes.toString('base64')]).toEqual([200, SMALL_PNG])
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(bytes.length),
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
})

it('[SV184] tells the team who of them has written, and visitors the name alone', async () => {
  const test = await startTestServer()
  const grace = await addAgent(test)
  await grace.put(PATH, { picture: SMALL_PNG })
  const visitor = await test.visitor()
  const thread = await visitor.open({})
  await visitor.append(thread, 'Hello')
  const { body: ticket } = await grace.post('/tickets/', { conversation: thread })
  await grace.post(`/tickets/${ticket.id}/reply/`, { message: 'Hello Ada' })
  await test.key.post(`/tickets/${ticket.id}/reply/`, { message: 'And from the server' })
  const { body: told } = await grace.get(`/tickets/${ticket.id}/messages/`)
  expect(told.results.map((message: { agent_id: unknown }) => message.agent_id)).toEqual([
    null,
    grace.id,
    null,
  ])
  const { body: own } = await visitor.get(`/${thread}/`)
  expect(own.messages.map(({ author_name: name }: { author_name: unknown }) => name)).toEqual([
    null,
    'Grace',
    null,
  ])
  expect(JSON.stringify(own)).not.toMatch(/agent_id|avatar|pictures/)
})
