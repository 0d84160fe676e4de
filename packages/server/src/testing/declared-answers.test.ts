import { describe, expect, it } from 'vitest'
import { checkDeclared } from './declared-answers.ts'
import { checkedEvents } from './declared-events.ts'
import { readEvents } from './event-reader.ts'

const at = (method: string, path: string): Request =>
  new Request(`http://chat.test/api/environments/1/conversations${path}`, { method })

const page = { count: 0, next: null, previous: null, results: [] }

describe('[SV54] an answer', () => {
  it('may be what its route declares', async () => {
    const checked = [
      checkDeclared(at('GET', '/'), Response.json(page)),
      checkDeclared(at('PATCH', '/x/cancel/'), new Response(null, { status: 204 })),
    ]
    await expect(Promise.all(checked)).resolves.toEqual([null, null])
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

describe('[SV157] an event', () => {
  async function read(
    path: string,
    frames: string,
  ): Promise<{ told: unknown[]; undeclared: string[] }> {
    const method = path === '/' ? 'POST' : 'GET'
    const headers = { 'content-type': 'text/event-stream' }
    const answer = new Response(frames, { headers })
    const declared = await checkDeclared(at(method, path), answer)
    if (declared === null) throw new Error('no stream')
    const undeclared: string[] = []
    const onUndeclared = ({ message }: Error): void => void undeclared.push(message)
    const checked = checkedEvents(answer, declared, onUndeclared)
    const told = await readEvents(checked)
      .rest()
      .catch(() => [])
    return { told, undeclared }
  }

  const reset = 'id: c\nevent: reset\ndata: {"reason":"start"}\n\n'

  it('may be what its stream declares, among comments', async () => {
    const frames = `: connected\n\n${reset}: keepalive\n\nretry: 1000\n: come again\n\n`
    expect(await read('/events/', frames)).toMatchObject({
      told: [{ event: 'reset', data: { reason: 'start' } }],
      undeclared: [],
    })
  })

  it.each([
    [
      'has a name that is not declared',
      '/events/',
      'event: update\ndata: {}\n\n',
      'not as declared',
    ],
    ['is that of another stream', '/', reset, 'not as declared'],
    ['has a field more', '/events/', reset.replace('{', '{"more":1,'), 'not declared'],
    ['lacks one', '/events/', reset.replace('"reason":"start"', ''), 'not as declared'],
    ['has lines in another order', '/', 'data: {}\nevent: message\n\n', 'published form'],
    ['has more lines', '/', 'event: message\ndata: {\ndata: }\n\n', 'published form'],
  ])('fails the test it is read in when it %s', async (_how, path, frames, reason) => {
    const { told, undeclared } = await read(path, frames)
    expect(told).toEqual([])
    expect(undeclared).toEqual([expect.stringContaining(reason)])
  })
})
