import { describe, expect, it } from 'vitest'
import { type Json, startTestServer } from '../testing/test-server.ts'
import { BODY_MAX_BYTES } from './read-body.ts'

const ORIGIN = 'http://chat.test'

describe('[SV51] bodies', () => {
  const post = async (body: BodyInit, headers: Record<string, string> = {}): Promise<Json> => {
    const { server, visitor } = await startTestServer()
    const ada = await visitor()
    const request = new Request(`${ORIGIN}/api/projects/1/conversations/tickets/`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${ada.access}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
      // Node asks for it when a body streams.
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    })
    const response = await server.fetch(request)
    return { status: response.status, body: await response.json() }
  }

  it('are 413 over the limit, when it is declared', async () => {
    const answer = await post('x', { 'content-length': String(BODY_MAX_BYTES + 1) })
    expect(answer).toMatchObject({ status: 413, body: { type: 'invalid_request', attr: null } })
  })

  it('are 413 over the limit, when it is not declared', async () => {
    const chunk = new TextEncoder().encode(' '.repeat(100_000))
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(chunk) })
    expect((await post(body)).status).toBe(413)
  })

  it('are taken when they hold the longest content there may be, in the longest escapes', async () => {
    const { key, visitor } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const body = `{"content":"${'\\ud83e\\udea4'.repeat(40_000)}","more":true}`
    const { status } = await key.raw('POST', `/${thread}/queue/`, { body })
    expect([body.length > 480_000, status]).toEqual([true, 200])
  })

  it.each(['', '{', 'null;', '{"conversation":', '\u0000'])(
    'are 400 when malformed: %j',
    async (body) => {
      expect(await post(body)).toEqual({
        status: 400,
        body: { type: 'validation_error', code: 'invalid', detail: 'Malformed JSON.', attr: null },
      })
    },
  )

  it('are 400 when they are not UTF-8', async () => {
    expect(await post(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr: null },
    })
  })

  it.each([
    ['null', null, 'invalid'],
    ['[]', null, 'invalid'],
    ['"text"', null, 'invalid'],
    ['{}', 'conversation', 'required'],
    ['{"conversation":7}', 'conversation', 'invalid'],
    ['{"conversation":"not-a-uuid"}', 'conversation', 'invalid'],
    ['{"conversation":{"$ne":null}}', 'conversation', 'invalid'],
  ])('are 400 and name the field: %s', async (body, attr, code) => {
    const answer = await post(body)
    expect([answer.status, answer.body.type, answer.body.attr, answer.body.code]).toEqual([
      400,
      'validation_error',
      attr,
      code,
    ])
  })
})
