/** Against the real server. */
import { expect, it } from 'vitest'
import { createSignInClient } from './sign-in.ts'
import { createTeamClient } from './team-client.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'

const API_KEY = 'plk_key_of_the_server_itself'

it('gets an agent a key by a link, and gives it back', async () => {
  const { server, fetch } = await startRealServer({ apiKey: API_KEY })
  const ofServer = createTeamClient({ origin: ORIGIN, apiKey: API_KEY, fetch })
  await server.addAgent({ name: 'Grace', email: 'grace@team.test' })
  const signIn = createSignInClient({ origin: ORIGIN, fetch })

  expect(await signIn.requestLink('grace@team.test')).toEqual({ ok: true, value: { ok: true } })
  const mails = await ofServer.mails.list({ limit: 1, offset: 0 })
  const text = mails.ok ? mails.value.results[0]?.text : undefined
  const token = /#sign-in=(\S+)/.exec(text ?? '')?.[1] ?? ''
  const answer = await signIn.redeem(token)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  const { api_key: apiKey, project } = answer.value
  const { agents } = createTeamClient({ origin: ORIGIN, apiKey, project, fetch })

  const list = await agents.list({ limit: 10, offset: 0 })
  expect([await agents.me(), list.ok && list.value.results]).toMatchObject([
    { ok: true, value: { name: 'Grace', email: 'grace@team.test' } },
    [{ name: 'Grace' }],
  ])
  expect(await agents.signOut()).toEqual({ ok: true, value: null })
  expect([await agents.me(), await signIn.redeem(token), await ofServer.agents.me()]).toMatchObject(
    [
      { ok: false, error: { status: 401 } },
      { ok: false, error: { status: 400 } },
      { ok: false, error: { status: 404 } },
    ],
  )
})
