import { describe, expect, it } from 'vitest'
import { checkDeclared } from './declared-answers.ts'

const at = (method: string, path: string): Request =>
  new Request(`http://chat.test/api/environments/1/conversations${path}`, { method })

const page = { count: 0, next: null, previous: null, results: [] }

describe('[SV54] an answer', () => {
  it('may be what its route declares', async () => {
    const checked = [
      checkDeclared(at('GET', '/'), Response.json(page)),
      checkDeclared(at('PATCH', '/x/cancel/'), new Response(null, { status: 204 })),
    ]
    await expect(Promise.all(checked)).resolves.toEqual([undefined, undefined])
  })

  it.each([
    ['has a field more', { ...page, secret: 1 }, 200, 'not declared'],
    ['lacks a field', { count: 0 }, 200, 'next'],
    ['has a field of another kind', { ...page, count: '0' }, 200, 'count'],
    ['has another status', page, 202, 'is not declared'],
    ['is an error in no envelope', { message: 'no' }, 400, 'not as declared'],
  ])('fails the test it is sent in when it %s', async (_how, body, status, reason) => {
    const answer = Response.json(body, { status })
    await expect(checkDeclared(at('GET', '/'), answer)).rejects.toThrow(reason)
  })

  it('fails the test when it is of another media type, or a body where none is declared', async () => {
    const text = new Response('hello')
    await expect(checkDeclared(at('GET', '/'), text)).rejects.toThrow('media type')
    const body = Response.json({}, { status: 200 })
    await expect(checkDeclared(at('PATCH', '/x/cancel/'), body)).rejects.toThrow('not declared')
  })
})
