import { describe, expect, it } from 'vitest'
import { stockClient } from '../testing/stock-client.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'

describe('[SV125] the messages of a ticket', () => {
  it('come oldest first, without private notes, in the published shape', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Hello', null, { traits: { email: 'ada@a.test' } })
    await server.key.post(`/tickets/${ticket_id}/reply/`, { message: 'Hm', is_private: true })
    await server.key.post(`/tickets/${ticket_id}/reply/`, { message: '**Hi**' })
    const { status, body } = await client.get(`/messages/${ticket_id}`)
    const time = expect.stringMatching(/^2026-01-01T12:00:00(\.\d{6})?\+00:00$/)
    expect([status, body]).toEqual([
      200,
      {
        ticket_id,
        ticket_status: 'open',
        unread_count: 1,
        has_more: false,
        messages: [
          {
            id: expect.any(String),
            content: 'Hello',
            rich_content: null,
            author_type: 'customer',
            author_name: 'ada@a.test',
            created_at: time,
          },
          {
            id: expect.any(String),
            content: '**Hi**',
            rich_content: null,
            author_type: 'support',
            author_name: 'Support',
            created_at: time,
          },
        ],
      },
    ])
  })

  it('are all found by going on from the last time, however fast they came', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('m0')
    // The wall clock stands still, and once goes back.
    for (let n = 1; n < 7; n++) {
      if (n === 4) server.clock.setNow(server.clock.now() - 3_600_000)
      await client.send(`m${n}`, ticket_id)
    }
    const found: string[] = []
    let after: string | undefined
    for (;;) {
      const query = { limit: '2', ...(after !== undefined && { after }) }
      const { body } = await client.get(`/messages/${ticket_id}`, query)
      found.push(...body.messages.map((row: Json) => row.content))
      after = body.messages.at(-1)?.created_at ?? after
      if (!body.has_more) break
    }
    expect(found).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'])
  })

  it('begin behind the time that is named, in any way to write it', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const first = await client.send('First')
    const second = await client.send('Second', first.ticket_id)
    await client.send('Third', first.ticket_id)
    const behind = (time: string): Promise<string[]> =>
      client.texts(first.ticket_id, { after: time })
    expect(await behind(second.created_at)).toEqual(['Third'])
    expect(await behind(second.created_at.replace('+00:00', 'Z'))).toEqual(['Third'])
    expect(await behind(second.created_at.replace('+', ' '))).toEqual(['Third'])
    expect(await behind('2026-01-01T13:30:00+02:00')).toEqual(['First', 'Second', 'Third'])
    expect(await behind('2026-01-01T12:00:01')).toEqual([])
  })

  it.each([
    [{ limit: '0' }, { limit: ['Ensure this value is greater than or equal to 1.'] }],
    [{ limit: '501' }, { limit: ['Ensure this value is less than or equal to 500.'] }],
    [{ limit: 'x' }, { limit: ['A valid integer is required.'] }],
    [{ after: 'yesterday' }, { after: ['Datetime has wrong format. Use ISO 8601.'] }],
    [{ widget_session_id: 'x\0' }, { widget_session_id: ['Must be a valid UUID.'] }],
    [{ identity_hash: 'zz' }, { identity_hash: ['Must be 64 hexadecimal characters.'] }],
  ])('[SV120] are refused with the field and its limit, case %#', async (query, details) => {
    const client = stockClient(await startTestServer())
    const { ticket_id } = await client.send('Hello')
    const answer = await client.get(`/messages/${ticket_id}`, query)
    expect(answer).toEqual({ status: 400, body: { error: 'Invalid request data', details } })
  })
})

describe('[SV127] reading', () => {
  it('sets the counter to nothing, once, and moves the ticket up in the inbox', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Hello')
    await server.key.post(`/tickets/${ticket_id}/reply/`, { message: 'Hi' })
    const ticket = async (): Promise<Json> =>
      (await server.key.get(`/tickets/?ids=${ticket_id}`)).body.results[0]
    expect(await ticket()).toMatchObject({ unread_customer_count: 1 })
    await server.clock.advance(60_000)
    const read = await client.post(`/messages/${ticket_id}/read`)
    expect(read).toEqual({ status: 200, body: { success: true, unread_count: 0 } })
    const after = await ticket()
    expect(after).toMatchObject({
      unread_customer_count: 0,
      updated_at: '2026-01-01T12:01:00.000Z',
    })
    await server.clock.advance(60_000)
    expect((await client.post(`/messages/${ticket_id}/read`)).body).toEqual(read.body)
    expect(await ticket()).toEqual(after)
    expect((await client.get(`/messages/${ticket_id}`)).body.unread_count).toBe(0)
  })
})

describe('[SV128] the list of tickets', () => {
  it('has the newest first, with what is unread, and no other browser’s', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const first = await client.send('First')
    await server.clock.advance(1_000)
    const second = await client.send('Second')
    await stockClient(server).send('Not yours')
    await server.key.post(`/tickets/${first.ticket_id}/reply/`, { message: 'Answer' })
    const { status, body } = await client.get('/tickets')
    expect([status, body]).toEqual([
      200,
      {
        count: 2,
        results: [
          {
            id: second.ticket_id,
            ticket_number: 2,
            status: 'new',
            unread_count: 0,
            last_message: 'Second',
            last_message_at: '2026-01-01T12:00:01+00:00',
            message_count: 1,
            created_at: '2026-01-01T12:00:01+00:00',
          },
          expect.objectContaining({
            id: first.ticket_id,
            status: 'open',
            unread_count: 1,
            last_message: 'Answer',
            message_count: 2,
          }),
        ],
      },
    ])
  })

  it('comes in pages and by status', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const sent: Json[] = []
    for (const text of ['a', 'b', 'c']) sent.push(await client.send(text))
    await server.key.patch(`/tickets/${sent[1].ticket_id}/`, { status: 'pending' })
    const list = async (query: Record<string, string>): Promise<Json> => {
      const { body } = await client.get('/tickets', query)
      return [body.count, body.results.map((row: Json) => row.last_message)]
    }
    expect(await list({ limit: '2' })).toEqual([3, ['c', 'b']])
    expect(await list({ limit: '2', offset: '2' })).toEqual([3, ['a']])
    expect(await list({ status: 'pending' })).toEqual([1, ['b']])
    expect(await list({ status: '' })).toEqual([3, ['c', 'b', 'a']])
  })

  it('is empty for a browser that never wrote', async () => {
    const client = stockClient(await startTestServer())
    expect(await client.get('/tickets')).toEqual({ status: 200, body: { count: 0, results: [] } })
  })

  it.each([
    [{ status: 'lost' }, 'status'],
    [{ offset: '-1' }, 'offset'],
    [{ limit: '1000' }, 'limit'],
    [{ widget_session_id: '' }, 'non_field_errors'],
  ])('[SV120] is refused for %j', async (query, field) => {
    const client = stockClient(await startTestServer())
    const { status, body } = await client.get('/tickets', query)
    expect([status, Object.keys(body.details)]).toEqual([400, [field]])
  })
})
