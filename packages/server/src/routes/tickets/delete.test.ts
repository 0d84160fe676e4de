import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../../testing/event-reader.ts'
import { createScriptedAssistant } from '../../testing/scripted-assistant.ts'
import { startTestServer } from '../../testing/test-server.ts'

const JSON_ONLY = { accept: 'application/json' }

describe('[SV92] a ticket that is deleted', () => {
  it('is gone for the team: from lists, counts, and by its id', async () => {
    const { visitor, key } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    const { body: ticket } = await key.get('/tickets/1/')
    await ada.append(thread, 'Again')
    const { body: start } = await key.get('/events/', JSON_ONLY)
    expect((await key.delete('/tickets/1/')).status).toBe(204)
    const { body } = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    expect(body.events).toMatchObject([
      { event: 'ticket_deleted', data: { ticket: ticket.id, conversation: thread } },
    ])
    expect([
      (await key.get('/tickets/')).body.count,
      (await key.get('/tickets/unread_count/')).body.count,
      (await key.get('/tickets/1/')).status,
      (await key.get(`/tickets/${ticket.id}/messages/`)).status,
      (await key.post(`/tickets/${ticket.id}/reply/`, { message: 'Hi' })).status,
      (await key.delete('/tickets/1/')).status,
      (await key.get(`/${thread}/`)).status,
    ]).toEqual([0, 0, 404, 404, 404, 404, 404])
  })

  it('is gone for its visitor, whose next message has nowhere to go', async () => {
    const { visitor, key, id } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    await key.delete('/tickets/1/')
    expect([
      (await ada.get('/')).body.count,
      (await ada.get(`/${thread}/`)).status,
      (await ada.append(thread, 'Anybody?')).status,
      (await ada.enqueue(thread, 'Anybody?')).status,
      (await ada.stream(thread, 'Anybody?')).status,
      (await ada.post('/tickets/', { conversation: thread })).status,
      (await ada.post('/tickets/', { conversation: id() })).status,
    ]).toEqual([0, 404, 404, 404, 404, 404, 201])
  })

  it('leaves its number to nobody else', async () => {
    const { visitor, key } = await startTestServer()
    const ada = await visitor()
    await ada.append(await ada.open(), 'Hello')
    await key.delete('/tickets/1/')
    await ada.append(await ada.open(), 'Hello')
    const { body } = await key.get('/tickets/')
    expect(body.results[0].ticket_number).toBe(2)
  })

  it('ends the answer that is being written, its streams, and what waits', async () => {
    const assistant = createScriptedAssistant()
    const { visitor, key } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    const reader = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('Half an answer')
    await settle()
    await ada.enqueue(thread, 'Waits')
    await key.delete('/tickets/1/')
    await reader.rest()
    await settle()
    expect(turn.signal.aborted).toBe(true)
    expect(assistant.calls).toBe(1)
    expect((await ada.get(`/${thread}/queue/`)).status).toBe(404)
  })
})
