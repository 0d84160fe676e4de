import { describe, expect, it } from 'vitest'
import { type Json, startTestServer, type TestServer } from '../../testing/test-server.ts'

async function openThree(): Promise<TestServer & { ids: string[] }> {
  const server = await startTestServer()
  for (let n = 0; n < 3; n += 1) {
    const visitor = await server.visitor()
    await visitor.append(await visitor.open(), 'Hello')
  }
  const { body } = await server.key.get('/tickets/?order_by=ticket_number')
  return { ...server, ids: body.results.map((ticket: Json) => ticket.id) }
}

describe('[SV88] many tickets at once', () => {
  it('get a status, and those that have it already are not among the changed', async () => {
    const { key, ids, id, clock } = await openThree()
    await key.patch('/tickets/2/', { status: 'resolved' })
    await clock.advance(1_000)
    const asked = [ids[2], ids[1], id(), ids[0], ids[0]]
    const { status, body } = await key.post('/tickets/bulk_update_status/', {
      ids: asked,
      status: 'resolved',
    })
    const list = await key.get('/tickets/?status=resolved')
    expect([status, body]).toEqual([200, { updated: 2, ids: [ids[2], ids[0]] }])
    expect(list.body.results.map((ticket: Json) => ticket.ticket_number)).toEqual([3, 1, 2])
  })

  it.each([
    [
      'add',
      ['b', 'c'],
      [
        ['a', 'b', 'c'],
        ['b', 'c'],
        ['b', 'c'],
      ],
    ],
    ['remove', ['a', 'x'], [[], [], []]],
    ['set', [' z ', 'z', ''], [['z'], ['z'], ['z']]],
    ['set', [], [[], [], []]],
  ])('get tags by %j of %j', async (action, tags, expected) => {
    const { key, ids, id } = await openThree()
    await key.patch('/tickets/1/', { tags: ['a'] })
    const unknown = id()
    const { status, body } = await key.post('/tickets/bulk_update_tags/', {
      ids: [...ids, unknown],
      action,
      tags,
    })
    const list = await key.get('/tickets/?order_by=ticket_number')
    expect([status, body]).toEqual([
      200,
      {
        updated: ids.map((each, n) => ({ id: each, tags: expected[n] })),
        skipped: [{ id: unknown, reason: 'not_found' }],
      },
    ])
    expect(list.body.results.map((ticket: Json) => ticket.tags)).toEqual(expected)
  })

  it('can be found by the tags they got', async () => {
    const { key, ids } = await openThree()
    const tag = encodeURIComponent('["b"]')
    await key.post('/tickets/bulk_update_tags/', { ids: [ids[1]], action: 'add', tags: ['b'] })
    const { body } = await key.get(`/tickets/?tags=${tag}`)
    expect(body.results.map((ticket: Json) => ticket.ticket_number)).toEqual([2])
  })

  it('have 100 tags at most', async () => {
    const { key, ids } = await openThree()
    await key.patch('/tickets/1/', { tags: Array.from({ length: 100 }, (_, n) => `tag ${n}`) })
    const [first, second] = ids
    const { body } = await key.post('/tickets/bulk_update_tags/', {
      ids: [first, second],
      action: 'add',
      tags: ['more'],
    })
    expect(body).toEqual({
      updated: [{ id: second, tags: ['more'] }],
      skipped: [{ id: first, reason: 'too_many_tags' }],
    })
  })

  it('lose no change when several requests change the same ones', async () => {
    const { key, ids } = await openThree()
    const backwards = [...ids].reverse()
    const add = (tag: string, to: string[]) =>
      key.post('/tickets/bulk_update_tags/', { ids: to, action: 'add', tags: [tag] })
    await Promise.all([
      ...['a', 'b', 'c'].map((tag) => add(tag, ids)),
      ...['d', 'e', 'f'].map((tag) => add(tag, backwards)),
      key.post('/tickets/bulk_update_status/', { ids: backwards, status: 'pending' }),
      key.patch('/tickets/2/', { priority: 'high' }),
    ])
    const { body } = await key.get('/tickets/?order_by=ticket_number')
    expect(
      body.results.map((ticket: Json) => [[...ticket.tags].sort().join(''), ticket.status]),
    ).toEqual(Array(3).fill(['abcdef', 'pending']))
    expect(body.results[1].priority).toBe('high')
  })

  it('are told to the team where they have changed', async () => {
    const { key, ids } = await openThree()
    await key.patch('/tickets/1/', { tags: ['a'] })
    const accept = { accept: 'application/json' }
    const { body: start } = await key.get('/events/', accept)
    const { body: before } = await key.get('/tickets/?order_by=ticket_number')
    await key.post('/tickets/bulk_update_tags/', { ids, action: 'add', tags: ['a'] })
    // Where another transaction is still under way, what was changed right before is told as well, and what
    // is changed now is told a little later.
    const isNew = ({ ticket_number: number, rev }: Json) => rev > before.results[number - 1].rev
    const told = async () => {
      const { body } = await key.get(`/events/?cursor=${start.cursor}`, accept)
      const changed = body.events.map(({ data }: Json) => data).filter(isNew)
      return changed.map((ticket: Json) => ticket.ticket_number).sort()
    }
    await expect.poll(told).toEqual([2, 3])
  })

  it.each([
    ['status', { ids: [], status: 'open' }, 'ids'],
    ['status', { ids: ['x'], status: 'open' }, 'ids.0'],
    [
      'status',
      { ids: Array(501).fill('019b796d-d600-7000-8000-000000000000'), status: 'open' },
      'ids',
    ],
    ['status', { status: 'open' }, 'ids'],
    ['status', { ids: ['019b796d-d600-7000-8000-000000000000'], status: 'done' }, 'status'],
    ['tags', { ids: ['019b796d-d600-7000-8000-000000000000'], action: 'swap', tags: [] }, 'action'],
    ['tags', { ids: ['019b796d-d600-7000-8000-000000000000'], action: 'add' }, 'tags'],
    ['tags', { ids: ['019b796d-d600-7000-8000-000000000000'], action: 'add', tags: [1] }, 'tags.0'],
  ])('are refused by %s as %j', async (what, body, attr) => {
    const { key } = await openThree()
    expect(await key.post(`/tickets/bulk_update_${what}/`, body)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr },
    })
  })
})

it('[SV89] counts what waits for the team, in tickets that are not resolved', async () => {
  const { key, visitor } = await openThree()
  const count = async (): Promise<unknown> => (await key.get('/tickets/unread_count/')).body
  const counts = [await count()]
  const ada = await visitor()
  const thread = await ada.open()
  await ada.append(thread, 'One')
  await ada.append(thread, 'Two')
  counts.push(await count())
  await key.get('/tickets/4/')
  counts.push(await count())
  await key.patch('/tickets/1/', { status: 'resolved' })
  counts.push(await count())
  await key.patch('/tickets/1/', { status: 'open' })
  await key.delete('/tickets/2/')
  counts.push(await count())
  expect(counts).toEqual([3, 5, 3, 2, 2].map((n) => ({ count: n })))
})
