import { describe, expect, it } from 'vitest'
import { inDatabase } from '../../testing/test-database.ts'
import { type Json, startTestServer, type TestServer } from '../../testing/test-server.ts'

const EMAIL = 'ada@mail.test'

/** Ada has written in two browsers, and told her address in both; Ben has written once. */
async function talk({ visitor, key }: TestServer): Promise<void> {
  const [ada, again, ben] = [await visitor(), await visitor(), await visitor()]
  const first = await ada.open({
    anonymous_traits: { email: EMAIL },
    session_context: { current_url: 'https://shop.test/' },
  })
  await ada.append(first, 'My lamp is broken')
  const { body } = await key.get('/tickets/')
  const ticket = body.results[0].id
  await key.post(`/tickets/${ticket}/reply/`, { message: 'We send another one' })
  await key.post(`/tickets/${ticket}/reply/`, { message: 'She is nice', is_private: true })
  const second = await again.open({ anonymous_traits: { email: EMAIL.toUpperCase() } })
  await again.append(second, 'Thanks')
  await ben.append(await ben.open(), 'Hello')
}

const texts = (body: Json): Json[] =>
  body.conversations.map(({ ticket_number, messages }: Json) => [
    ticket_number,
    messages.map(({ author, content }: Json) => [author, content]),
  ])

const ADA = [
  [
    1,
    [
      ['visitor', 'My lamp is broken'],
      ['agent', 'We send another one'],
    ],
  ],
  [2, [['visitor', 'Thanks']]],
]

describe('[SV209] what a person has left', () => {
  it('is told by the address, from all browsers, without notes of the team', async () => {
    const test = await startTestServer()
    await talk(test)
    const { status, body } = await test.key.post('/visitors/export/', { email: ` ${EMAIL} ` })
    expect([status, texts(body), body.visitors.length]).toEqual([200, ADA, 2])
    expect(body.conversations[0]).toMatchObject({
      anonymous_traits: { email: EMAIL },
      session_context: { current_url: 'https://shop.test/' },
    })
  })

  it('is told by a ticket, of whoever it is of', async () => {
    const test = await startTestServer()
    await talk(test)
    const { body } = await test.key.post('/visitors/export/', { ticket_number: 2 })
    expect([texts(body), body.visitors.length]).toEqual([ADA.slice(1), 1])
  })

  it.each(["o'brien@example.ie", 'anna@xn--mller-kva.de', 'x@müller.de', 'ada@localhost'])(
    'is found by what was told, whatever it looks like: %s',
    async (email) => {
      const { visitor, key } = await startTestServer()
      const them = await visitor()
      await them.append(await them.open({ anonymous_traits: { email } }), 'Hello')
      const { status, body } = await key.post('/visitors/export/', { email })
      expect([status, texts(body)]).toEqual([200, [[1, [['visitor', 'Hello']]]]])
      const erased = await key.post('/visitors/erase/', { email })
      expect(erased.body).toEqual({ visitors: 1, conversations: 1 })
    },
  )

  it('is told in the order of its places, those that wait last, whatever the clocks said', async () => {
    const { visitor, key, clock, place } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open({ anonymous_traits: { email: EMAIL } })
    for (const text of ['One', 'Two', 'Three', 'Four']) {
      clock.setNow(clock.now() - 60_000)
      await ada.append(thread, text)
    }
    const wait = { state: 'queued', seq: null } as const
    await inDatabase(place, async (db) => {
      const of = (content: string, queue_seq: number) =>
        db
          .updateTable('messages')
          .set({ ...wait, queue_seq })
          .where('content', '=', content)
          .execute()
      await of('One', 2)
      await of('Three', 1)
    })
    const { body } = await key.post('/visitors/export/', { email: EMAIL })
    const told = body.conversations[0].messages.map(({ content }: Json) => content)
    expect(told).toEqual(['Two', 'Four', 'Three', 'One'])
  })

  it('has what a site has proven of them, who they said they are, and what came along', async () => {
    const { visitor, key, place } = await startTestServer()
    const ada = await visitor()
    await ada.append(await ada.open({ anonymous_traits: { email: EMAIL } }), 'Hello')
    const proven = { subject: 'ada', verified_traits: '{"plan":"gold"}' }
    await inDatabase(place, async (db) => {
      await db
        .updateTable('visitors')
        .set({ ...proven, widget_session_id: 'browser' })
        .execute()
      await db.updateTable('tickets').set({ distinct_id: 'ada-1', session_id: 'replay' }).execute()
      await db.updateTable('conversations').set({ title: 'A lamp' }).execute()
      const citations = '[{"title":"Lamps","url":null}]'
      const along = { rich_content: '{"type":"doc"}', sent_with: '{"page":"/lamps"}', citations }
      await db.updateTable('messages').set(along).execute()
    })
    const { body } = await key.post('/visitors/export/', { email: EMAIL })
    expect(JSON.stringify(body)).not.toContain('browser')
    expect(body).toMatchObject({
      visitors: [{ distinct_id: 'ada', verified_traits: { plan: 'gold' } }],
      conversations: [
        {
          title: 'A lamp',
          distinct_id: 'ada-1',
          session_id: 'replay',
          status: 'new',
          identity_verified: null,
          messages: [
            {
              rich_content: '{"type":"doc"}',
              sent_with: { page: '/lamps' },
              citations: [{ title: 'Lamps', url: null }],
              incomplete: false,
            },
          ],
          mails: [],
        },
      ],
    })
  })

  it('is nothing where nobody has told the address', async () => {
    const { key } = await startTestServer()
    const { status, body } = await key.post('/visitors/export/', { email: EMAIL })
    expect([status, body.visitors, body.conversations]).toEqual([200, [], []])
  })
})

describe('[SV210] erasing a person', () => {
  it('takes all that they have left, and nothing of anybody else', async () => {
    const test = await startTestServer()
    await talk(test)
    const erased = await test.key.post('/visitors/erase/', { email: EMAIL })
    expect(erased).toEqual({ status: 200, body: { visitors: 2, conversations: 2 } })
    const left = await test.key.post('/visitors/export/', { email: EMAIL })
    expect(left.body.conversations).toEqual([])
    expect((await test.key.get('/tickets/')).body.results).toMatchObject([{ ticket_number: 3 }])
  })

  it('goes by a ticket too, also one that a key has begun', async () => {
    const test = await startTestServer()
    const { key, id } = test
    await talk(test)
    const begun = await key.post('/tickets/', { conversation: id() })
    await key.post(`/tickets/${begun.body.id}/reply/`, { message: 'Hi' })
    const erased = [
      await key.post('/visitors/erase/', { ticket_number: 2 }),
      await key.post('/visitors/erase/', { ticket_number: begun.body.ticket_number }),
    ]
    expect(erased.map(({ body }) => body)).toEqual([
      { visitors: 1, conversations: 1 },
      { visitors: 0, conversations: 1 },
    ])
    expect((await key.get('/tickets/')).body.count).toBe(2)
  })

  it.each<[string, Json, string | null, string]>([
    ['nobody', {}, null, 'either email or ticket_number'],
    ['two', { email: EMAIL, ticket_number: 1 }, null, 'either email or ticket_number'],
    ['a blank', { email: ' ' }, 'email', 'may not be blank'],
    ['what is too long', { email: 'a'.repeat(255) }, 'email', 'no more than 254'],
    ['what is no number', { ticket_number: '1' }, 'ticket_number', 'from 1 to 999999999'],
    ['a ticket that there is not', { ticket_number: 9 }, 'ticket_number', 'no ticket'],
  ])('is refused for %s, and says why', async (_, target, attr, detail) => {
    const test = await startTestServer()
    await talk(test)
    for (const what of ['export', 'erase']) {
      const { status, body } = await test.key.post(`/visitors/${what}/`, target)
      expect([status, body]).toMatchObject([400, { attr, detail: expect.stringContaining(detail) }])
    }
    expect((await test.key.get('/tickets/')).body.count).toBe(3)
  })
})
