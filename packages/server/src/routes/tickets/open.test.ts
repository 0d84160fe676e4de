import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import { startTestServer } from '../../testing/test-server.ts'

describe('[SV93] a ticket that a key opens', () => {
  it('is a new thread, with 201 once and 200 ever after', async () => {
    const { key, id } = await startTestServer()
    const conversation = id()
    const told = { conversation, anonymous_traits: { name: 'Ada', plan: { nested: 1 } } }
    const answers = await Promise.all([key.post('/tickets/', told), key.post('/tickets/', told)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
    expect(answers[0]?.body).toMatchObject({
      id: answers[1]?.body.id,
      ticket_number: 1,
      conversation,
      channel_source: 'widget',
      channel_detail: 'widget_api',
      distinct_id: conversation,
      status: 'new',
      anonymous_traits: { name: 'Ada' },
      message_count: 0,
      person: null,
    })
    expect(answers[0]?.body.anonymous_traits).toEqual({ name: 'Ada' })
  })

  it('is in the list when somebody has written in it', async () => {
    const { key, id } = await startTestServer()
    const { body } = await key.post('/tickets/', { conversation: id() })
    const before = await key.get('/tickets/')
    await key.post(`/tickets/${body.id}/reply/`, { message: 'We have news for you' })
    const after = await key.get('/tickets/')
    expect([before.body.count, after.body.count]).toEqual([0, 1])
    expect((await key.get(`/tickets/?distinct_ids=${body.conversation}`)).body.count).toBe(1)
  })

  it('knows what was said in the conversation before', async () => {
    const { key, id, clock } = await startTestServer()
    const conversation = id()
    const question = { conversation, content: 'A question', trace_id: id() }
    await (await key.raw('POST', '/', { body: question })).text()
    const at = new Date(clock.now()).toISOString()
    await clock.advance(1_000)
    const { status, body } = await key.post('/tickets/', { conversation })
    expect([status, body]).toMatchObject([
      201,
      {
        message_count: 1,
        last_message_text: 'A question',
        last_message_at: at,
        unread_team_count: 1,
        unread_customer_count: 0,
      },
    ])
    expect((await key.get('/tickets/')).body.count).toBe(1)
  })

  it('is the one that the visitor has opened', async () => {
    const { key, visitor } = await startTestServer()
    const ada = await visitor()
    const conversation = await ada.open({ anonymous_traits: { name: 'Ada' } })
    const { status, body } = await key.post('/tickets/', {
      conversation,
      anonymous_traits: { name: 'Not Ada' },
    })
    expect([status, body.anonymous_traits, body.channel_detail]).toEqual([
      200,
      { name: 'Ada' },
      'widget_embedded',
    ])
  })

  it('cannot be in the conversation of another project', async () => {
    const world = await startTestServer()
    const ada = await world.visitor()
    const conversation = await ada.open()
    const eve = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const response = await world.server.fetch(
      new Request('http://chat.test/api/projects/2/conversations/tickets/', {
        method: 'POST',
        headers: { authorization: `Bearer ${eve.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ conversation }),
      }),
    )
    expect(response.status).toBe(404)
  })

  it('needs the right to write', async () => {
    const world = await startTestServer()
    const reader = await addAgent(world, { scopes: 'ticket:read conversation:write' })
    expect(await reader.post('/tickets/', { conversation: world.id() })).toMatchObject({
      status: 403,
      body: { detail: "API key missing required scope 'ticket:write'" },
    })
  })
})
