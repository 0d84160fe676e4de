/** Against the real server. */
import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { createIdentify } from './identify.ts'
import { createMemoryCredentials } from './testing/memory-credentials.ts'
import { ORIGIN, startRealServer } from './testing/real-server.ts'

const SECRET = 'a secret of the site, long enough'
const TOKEN = 'plw_token_of_a_site'

it('proves who a visitor is, and tells apart what does not hold and who is somebody else', async () => {
  const { server, fetch } = await startRealServer({ widgetToken: TOKEN })
  await server.addIdentityKey({ kid: 'first', algorithm: 'hash', key: SECRET })
  const identify = createIdentify({
    origin: ORIGIN,
    token: TOKEN,
    credentials: createMemoryCredentials(),
    fetch,
  })
  const proof = (distinct_id: string, secret = SECRET) => ({
    distinct_id,
    identity_hash: createHmac('sha256', secret).update(distinct_id).digest('hex'),
  })
  const answers = [
    await identify(proof('ada', 'x'.repeat(32))),
    await identify(proof('ada')),
    await identify(proof('bob')),
  ]
  expect(answers).toMatchObject([
    { ok: false, error: { kind: 'problem', problem: { code: 'identity_refused' } } },
    { ok: true, value: { distinct_id: 'ada' } },
    { ok: false, error: { kind: 'problem', problem: { code: 'identity_conflict' } } },
  ])
})
