import { describe, expect, it } from 'vitest'
import { addAgent } from '../../testing/agents.ts'
import { inDatabase } from '../../testing/test-database.ts'
import { startTestServer, type TestServer } from '../../testing/test-server.ts'

async function openTicket(): Promise<TestServer> {
  const server = await startTestServer()
  const ada = await server.visitor()
  await ada.append(await ada.open(), 'Hello')
  return server
}

const PATH = '/tickets/1/ai_feedback/'

describe('[SV91] an opinion on an answer', () => {
  it('is kept, one of each person for each message, and the latest counts', async () => {
    const world = await openTicket()
    const grace = await addAgent(world)
    const first = await grace.post(PATH, { message_id: 'm-1', rating: 'good' })
    await grace.post(PATH, { message_id: 'm-1', rating: 'bad', feedback_text: 'Wrong lamp' })
    await world.key.post(PATH, { message_id: 'm-1', rating: 'good' })
    const rows = await inDatabase(world.place, (db) =>
      db
        .selectFrom('ai_feedback')
        .select(['message_id', 'rater', 'rating', 'feedback_text'])
        .orderBy('rater')
        .execute(),
    )
    expect(first).toEqual({ status: 202, body: { status: 'accepted' } })
    expect(rows).toEqual([
      {
        message_id: 'm-1',
        rater: `agent:${grace.id}`,
        rating: 'bad',
        feedback_text: 'Wrong lamp',
      },
      { message_id: 'm-1', rater: 'key', rating: 'good', feedback_text: '' },
    ])
  })

  it.each([
    [{ rating: 'good' }, 'message_id', 'This field is required.'],
    [{ message_id: '', rating: 'good' }, 'message_id', 'This field may not be blank.'],
    [
      { message_id: 'x'.repeat(201), rating: 'good' },
      'message_id',
      'Ensure this field has no more than 200 characters.',
    ],
    [{ message_id: 'm', rating: 'fair' }, 'rating', expect.any(String)],
    [
      { message_id: 'm', rating: 'bad', feedback_text: 'x'.repeat(2_001) },
      'feedback_text',
      'Ensure this field has no more than 2000 characters.',
    ],
  ])('is refused as %j', async (body, attr, detail) => {
    const { key } = await openTicket()
    expect(await key.post(PATH, body)).toMatchObject({ status: 400, body: { attr, detail } })
  })

  it('of an unknown ticket is not found', async () => {
    const { key } = await openTicket()
    const answer = await key.post('/tickets/2/ai_feedback/', { message_id: 'm', rating: 'good' })
    expect(answer.status).toBe(404)
  })
})
