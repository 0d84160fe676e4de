import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addProject } from '../testing/agents.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { configure, stockClient } from '../testing/stock-client.ts'
import { inDatabase } from '../testing/test-database.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'

const INVALID = 'Invalid request data'

describe('[SV120] the token', () => {
  it('is needed, known, and of a project whose chat is on', async () => {
    const server = await startTestServer()
    await addProject(server)
    const { server: off } = await startTestServer({ settings: { enabled: false } })
    const client = stockClient(server)
    const send = (token: string): Promise<Json> =>
      client.post('/message', { message: 'Hi' }, { 'X-Conversations-Token': token })
    const unknown = {
      status: 403,
      body: {
        type: 'authentication_error',
        code: 'authentication_failed',
        detail: 'Invalid token or conversations not enabled',
        attr: null,
      },
    }
    expect(await send('')).toEqual({ status: 403, body: { error: 'Authentication required' } })
    expect(await send('plw_nobody')).toEqual(unknown)
    expect(await stockClient({ server: off }).post('/message', { message: 'Hi' })).toEqual(unknown)
    const other = await send('plw_other')
    expect((await client.get(`/messages/${other.body.ticket_id}`)).status).toBe(404)
  })
})

describe('[SV123] a message', () => {
  it('opens a ticket that the team sees, every time no ticket is named', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const first = await client.post('/message', { message: '  Hello \n', ticket_id: '' })
    expect(first).toEqual({
      status: 200,
      body: {
        ticket_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        message_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        ticket_status: 'new',
        unread_count: 0,
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?\+00:00$/),
      },
    })
    await client.send('Another', null)
    const { body } = await server.key.get('/tickets/?order_by=ticket_number')
    expect(body.results).toMatchObject([
      {
        id: first.body.ticket_id,
        ticket_number: 1,
        status: 'new',
        channel_source: 'widget',
        channel_detail: 'widget_api',
        distinct_id: 'anonymous',
        identity_verified: false,
        unread_team_count: 1,
        last_message_text: 'Hello',
      },
      { ticket_number: 2 },
    ])
    const found = await server.key.get('/tickets/?distinct_ids=anonymous')
    expect(found.body.count).toBe(2)
  })

  it('goes on in the ticket it names, and leaves its status', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Hello')
    await server.key.patch(`/tickets/${ticket_id}/`, { status: 'resolved' })
    const again = await client.send('One more thing', ticket_id.toUpperCase(), { session_id: 's2' })
    expect(again).toMatchObject({ ticket_id, ticket_status: 'resolved' })
    const { body } = await server.key.get(`/tickets/?ids=${ticket_id}`)
    expect(body.results).toMatchObject([
      { status: 'resolved', unread_team_count: 2, message_count: 2, session_id: 's2' },
    ])
    expect(await client.texts(ticket_id)).toEqual(['Hello', 'One more thing'])
  })

  it('says by which widget it came', async () => {
    const server = await startTestServer()
    await configure(server, { widget_enabled: true })
    await stockClient(server).send('Hello')
    const { body } = await server.key.get('/tickets/')
    expect(body.results[0].channel_detail).toBe('widget_embedded')
  })

  it('is posted behind what waits in the queue', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('First')
    const ticket = (await server.key.get(`/tickets/${ticket_id}/`)).body
    await server.key.post(`/${ticket.conversation}/queue/`, { content: 'Second', more: true })
    await client.send('Third', ticket_id)
    expect(await client.texts(ticket_id)).toEqual(['First', 'Second', 'Third'])
  })

  it('starts an answer, and while one is written gets the next', async () => {
    const assistant = createScriptedAssistant()
    const server = await startTestServer({ assistant })
    const client = stockClient(server)
    const { ticket_id } = await client.send('Question')
    const first = await assistant.turn()
    const during = await client.post('/message', { message: 'And another', ticket_id })
    expect(during.status).toBe(200)
    first.say('Answer one')
    first.end()
    const second = await assistant.turn()
    second.say('Answer two')
    second.end()
    await expect.poll(async () => (await client.texts(ticket_id)).length).toBe(4)
    const { body } = await client.get(`/messages/${ticket_id}`)
    expect(body.messages).toMatchObject([
      { content: 'Question', author_type: 'customer', author_name: 'You' },
      { content: 'And another' },
      { content: 'Answer one', author_type: 'AI' },
      { content: 'Answer two', author_type: 'AI' },
    ])
  })

  it.each([
    [{ message: '  ' }, { message: ['This field may not be blank.'] }],
    [{ message: undefined }, { message: ['This field is required.'] }],
    [{ message: 5 }, { message: ['Not a valid string.'] }],
    [
      { message: 'x'.repeat(10_001) },
      { message: ['Ensure this field has no more than 10000 characters.'] },
    ],
    [{ widget_session_id: 'x' }, { widget_session_id: ['Must be a valid UUID.'] }],
    [{ widget_session_id: null }, { non_field_errors: [expect.stringContaining('required')] }],
    [{ distinct_id: undefined }, { distinct_id: ['This field is required.'] }],
    [
      { distinct_id: 'x'.repeat(401) },
      { distinct_id: ['Ensure this field has no more than 400 characters.'] },
    ],
    [{ traits: 'x' }, { traits: ['Must be an object.'] }],
    [{ traits: [1] }, { traits: ['Must be an object.'] }],
    [{ session_context: 3 }, { session_context: ['Must be an object.'] }],
    [
      { session_id: 'x'.repeat(65) },
      { session_id: ['Ensure this field has no more than 64 characters.'] },
    ],
  ])('[SV120] is refused with the field and its limit, case %#', async (change, details) => {
    const server = await startTestServer()
    const answer = await stockClient(server).post('/message', { message: 'Hi', ...change })
    expect(answer).toEqual({ status: 400, body: { error: INVALID, details } })
    expect((await server.key.get('/tickets/')).body.count).toBe(0)
  })

  it.each([['"x"'], ['null'], ['7']])('[SV120] is no %s', async (body) => {
    const server = await startTestServer()
    const details = { non_field_errors: ['Invalid data. Expected a dictionary.'] }
    expect(await stockClient(server).post('/message', body)).toEqual({
      status: 400,
      body: { error: INVALID, details },
    })
  })

  it('[SV120] is refused to what is no person', async () => {
    const server = await startTestServer()
    const trapped = await stockClient(server).post('/message', { message: 'Buy', _hp: 'x' })
    expect(trapped).toEqual({ status: 400, body: { error: 'Invalid request' } })
    const free = await stockClient(server).post('/message', { message: 'Hi', _hp: '' })
    expect(free.status).toBe(200)
  })
})

describe('[SV122] a ticket', () => {
  it('is nobody else’s, and no other id is one', async () => {
    const server = await startTestServer()
    const { ticket_id } = await stockClient(server).send('Mine')
    const stranger = stockClient(server)
    const send = (id: unknown): Promise<Json> =>
      stranger.post('/message', { message: 'Hi', ticket_id: id })
    const forbidden = { status: 403, body: { error: 'Forbidden' } }
    const unknown = { status: 404, body: { error: 'Ticket not found' } }
    const malformed = { status: 400, body: { error: 'Invalid ticket_id format' } }
    expect([await send(ticket_id), await send(randomUUID()), await send('x')]).toEqual([
      forbidden,
      unknown,
      malformed,
    ])
    const reading = ['', '/read'].map(
      (end) => (id: string) =>
        end === '' ? stranger.get(`/messages/${id}`) : stranger.post(`/messages/${id}${end}`),
    )
    for (const read of reading) {
      expect([await read(ticket_id), await read(randomUUID()), await read('x')]).toEqual([
        forbidden,
        unknown,
        malformed,
      ])
    }
  })

  it('of our own widget is not to be had by its visitor’s id', async () => {
    const server = await startTestServer()
    const ada = await server.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    const ticket = (await server.key.get('/tickets/')).body.results[0]
    const client = stockClient(server, { widget_session_id: ada.id, distinct_id: ada.id })
    expect((await client.get('/tickets')).body.count).toBe(0)
    expect((await client.get(`/messages/${ticket.id}`)).status).toBe(403)
  })

  it('that the team has deleted is not there any more', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Hello')
    await inDatabase(server.place, async (db) => {
      await db.updateTable('conversations').set({ deleted_at: 1 }).execute()
      await db.updateTable('tickets').set({ is_listed: 0 }).execute()
    })
    expect((await client.get(`/messages/${ticket_id}`)).status).toBe(404)
    expect((await client.get('/tickets')).body.count).toBe(0)
  })
})

describe('[SV124] what is told', () => {
  it('becomes text, cut and counted, and is never a reason to refuse', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const traits = {
      name: 'Ada',
      pro: true,
      old: false,
      seats: 3,
      unknown: null,
      nested: { a: 1 },
      list: [1],
      long: 'x'.repeat(501),
      ['k'.repeat(201)]: 'dropped',
      ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`t${n}`, n])),
    }
    const session_context = { url: 'https://a.test', deep: {}, long: 'y'.repeat(2_001) }
    await client.send('Hello', null, { traits, session_context })
    const [ticket] = (await server.key.get('/tickets/')).body.results
    const kept = ticket.anonymous_traits
    expect(kept).toMatchObject({
      name: 'Ada',
      pro: 'True',
      old: 'False',
      seats: '3',
      unknown: null,
      long: 'x'.repeat(500),
      t0: '0',
    })
    expect(Object.keys(kept)).toHaveLength(50)
    expect(['nested', 'list', 'k'.repeat(201), 't49'].filter((key) => key in kept)).toEqual([])
    expect(ticket.session_context).toEqual({ url: 'https://a.test', long: 'y'.repeat(2_000) })
  })

  it('is merged with what was told before, from which null takes nothing', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Hello', null, {
      traits: { name: 'Ada', email: 'ada@a.test', phone: null },
      session_context: { url: 'https://a.test/1', ref: 'x' },
    })
    await client.send('More', ticket_id, {
      traits: { name: 'Ada L.', email: null, plan: 'pro' },
      session_context: { url: 'https://a.test/2' },
    })
    const [ticket] = (await server.key.get('/tickets/?emails=ada@a.test')).body.results
    expect(ticket.anonymous_traits).toEqual({
      name: 'Ada L.',
      email: 'ada@a.test',
      phone: null,
      plan: 'pro',
    })
    expect(ticket.session_context).toEqual({ url: 'https://a.test/2', ref: 'x' })
  })
})

describe('[SV126] a page', () => {
  it('that is not on the list may read, and not write', async () => {
    const server = await startTestServer()
    const client = stockClient(server)
    const { ticket_id } = await client.send('Before there was a list')
    await configure(server, { widget_domains: ['shop.test'] })
    const from = (origin: string | null): Promise<Json> =>
      client.post('/message', { message: 'Hi', ticket_id }, origin === null ? {} : { origin })
    const refused = { status: 403, body: { error: 'Origin not allowed' } }
    expect(await from('https://evil.test')).toEqual(refused)
    expect(await from(null)).toEqual(refused)
    expect((await from('https://shop.test')).status).toBe(200)
    expect(
      (await client.get(`/messages/${ticket_id}`, {}, { origin: 'https://evil.test' })).status,
    ).toBe(200)
    expect((await client.post(`/messages/${ticket_id}/read`)).status).toBe(200)
  })
})
