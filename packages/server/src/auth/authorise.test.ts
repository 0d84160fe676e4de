import { expect, it } from 'vitest'
import { startTestServer } from '../testing/test-server.ts'
import { authorise } from './authorise.ts'

it('[SV31] attaches to a foreign stream no better than to one that does not exist', async () => {
  const { visitor, id } = await startTestServer()
  const [ada, bob] = [await visitor(), await visitor()]
  const thread = await ada.open()
  await ada.append(thread, 'Hello')
  const [foreign, unknown] = [await bob.attach(thread), await bob.attach(id())]
  expect([foreign.status, await foreign.text()]).toEqual([unknown.status, await unknown.text()])
})

it('[SV31] does not know the project of others', async () => {
  const { server, visitor } = await startTestServer()
  const { access } = await visitor()
  const paths = ['/api/projects/2/conversations/', '/api/environments/x/conversations/']
  const answers = await Promise.all(
    paths.map((path) =>
      server.fetch(
        new Request(`http://chat.test${path}`, { headers: { authorization: `Bearer ${access}` } }),
      ),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual([404, 404])
})

it('[SV31] treats a deleted conversation, and one of another project, as unknown', () => {
  const key = { kind: 'key', id: 'key', hash: null, project: 1, scopes: '*', agent: null } as const
  const refuse = (owned: { project_id: number; deleted_at: number | null }): number | undefined =>
    authorise(key, 'conversation.read', { visitor_id: null, ...owned })?.status
  expect([
    refuse({ project_id: 1, deleted_at: null }),
    refuse({ project_id: 1, deleted_at: 1 }),
    refuse({ project_id: 2, deleted_at: null }),
  ]).toEqual([undefined, 404, 404])
})

it('[SV30] takes a stored key as well as a configured one', async () => {
  const { server, callerWith } = await startTestServer()
  const made = callerWith(await server.createApiKey())
  expect((await made.get('/tickets/')).status).toBe(200)
})
