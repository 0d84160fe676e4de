import { describe, expect, it } from 'vitest'
import { startTestServer } from './testing/test-server.ts'

const ORIGIN = 'http://chat.test'

describe('[SV52] other origins', () => {
  it('are told what they may send, without being asked who they are', async () => {
    const { server } = await startTestServer()
    const response = await server.fetch(
      new Request(`${ORIGIN}/api/projects/1/conversations/`, { method: 'OPTIONS' }),
    )
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      204,
      {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers':
          'Authorization, Content-Type, X-Conversations-Token, Idempotency-Key, Last-Event-ID, X-POSTHOG-SESSION-ID, X-Request-Id',
        'access-control-expose-headers': 'Retry-After, Date, X-Request-Id',
        'access-control-max-age': '7200',
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.any(String),
      },
    ])
  })

  it('may read every answer, refusals included, and are never trusted with credentials', async () => {
    const { nobody, visitor } = await startTestServer()
    const ada = await visitor()
    const answers = [
      await nobody.raw('GET', '/'),
      await ada.raw('GET', '/'),
      await ada.raw('GET', '/events/'),
    ]
    await answers[2]?.body?.cancel()
    const names = [
      'access-control-allow-origin',
      'access-control-allow-credentials',
      'cache-control',
    ]
    expect(answers.map(({ headers }) => names.map((name) => headers.get(name)))).toEqual(
      Array(3).fill(['*', null, expect.stringMatching(/^no-store/)]),
    )
  })
})
