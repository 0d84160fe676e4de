import { describe, expect, it } from 'vitest'
import { addAgent, addProject } from '../../testing/agents.ts'
import { type Json, startTestServer } from '../../testing/test-server.ts'

const THANKS = { name: ' Thanks ', text: 'Thank you, {{visitor.name|friend}}.\n' }

describe('[SV223] a macro', () => {
  it('is kept as it was written, and shared by the team', async () => {
    const world = await startTestServer()
    const grace = await addAgent(world, { name: 'Grace' })
    const made = await grace.post('/macros/', THANKS)
    expect(made).toEqual({
      status: 201,
      body: {
        id: made.body.id,
        name: 'Thanks',
        text: THANKS.text,
        created_at: '2026-01-01T12:00:00.000Z',
        updated_at: '2026-01-01T12:00:00.000Z',
      },
    })
    expect(await world.key.get(`/macros/${made.body.id}/`)).toEqual({ ...made, status: 200 })
  })

  it('is listed by pages, the newest first', async () => {
    const { key, clock } = await startTestServer()
    for (const name of ['One', 'Two', 'Three']) {
      await key.post('/macros/', { ...THANKS, name })
      await clock.advance(1)
    }
    const { body } = await key.get('/macros/?limit=2')
    const rest = await key.get('/macros/?limit=2&offset=2')
    const names = (answer: Json): string[] => answer.results.map((macro: Json) => macro.name)
    expect([body.count, names(body), names(rest.body)]).toEqual([3, ['Three', 'Two'], ['One']])
  })

  it('is changed in what is named, and deleted', async () => {
    const { key, clock } = await startTestServer()
    const { body } = await key.post('/macros/', THANKS)
    const path = `/macros/${body.id}/`
    await clock.advance(1_000)
    const renamed = { ...body, name: 'Merci', updated_at: '2026-01-01T12:00:01.000Z' }
    expect((await key.patch(path, { name: 'Merci', id: 'mine' })).body).toEqual(renamed)
    expect((await key.patch(path, { text: 'New.' })).body).toEqual({ ...renamed, text: 'New.' })
    expect((await key.delete(path)).status).toBe(204)
    const after = [await key.get(path), await key.patch(path, {}), await key.delete(path)]
    expect(after.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  it('[SV230] is not changed over what somebody else has made of the same field', async () => {
    const { key } = await startTestServer()
    const { body } = await key.post('/macros/', THANKS)
    const path = `/macros/${body.id}/`
    const change = (name: string) => key.patch(path, { name, was: { name: 'Thanks' } })
    const both = await Promise.all([change('Merci'), change('Danke')])
    const other = await key.patch(path, { text: 'New.', was: { text: THANKS.text } })
    // Whichever came first.
    const [first, second] = both.toSorted((a, b) => a.status - b.status)
    expect([first?.status, second?.status, second?.body.code]).toEqual([200, 409, 'conflict'])
    expect(other.body).toMatchObject({ name: first?.body.name, text: 'New.' })
  })

  it('is known to nobody of another project', async () => {
    const world = await startTestServer()
    const { body } = await world.key.post('/macros/', THANKS)
    const eve = await addAgent(world, { name: 'Eve', project: await addProject(world) })
    const at = (path: string) =>
      world.server.fetch(
        new Request(`http://chat.test/api/projects/2/conversations/macros/${path}`, {
          headers: { authorization: `Bearer ${eve.token}` },
        }),
      )
    expect((await at(`${body.id}/`)).status).toBe(404)
    expect(await (await at('')).json()).toMatchObject({ count: 0, results: [] })
  })

  it.each<[Json, string, string]>([
    [{ text: 'x' }, 'name', 'This field is required.'],
    [{ name: 'x' }, 'text', 'This field is required.'],
    [{ name: ' ', text: 'x' }, 'name', 'This field may not be blank.'],
    [{ name: 'x', text: ' \n' }, 'text', 'This field may not be blank.'],
    [{ name: 'x', text: 7 }, 'text', expect.any(String)],
    [
      { name: 'x'.repeat(201), text: 'x' },
      'name',
      'Ensure this field has no more than 200 characters.',
    ],
    [
      { name: 'x', text: 'x'.repeat(5_001) },
      'text',
      'Ensure this field has no more than 5000 characters.',
    ],
  ])('is refused as %j', async (body, attr, detail) => {
    const { key } = await startTestServer()
    expect(await key.post('/macros/', body)).toMatchObject({
      status: 400,
      body: { type: 'validation_error', attr, detail },
    })
    expect((await key.get('/macros/')).body.count).toBe(0)
  })
})
