import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { type ReadEvent, readEvents } from '../testing/event-reader.ts'
import { openThread } from '../testing/open-thread.ts'
import { ENGINE } from '../testing/test-database.ts'

const shape = ({ event, data }: ReadEvent): string =>
  event === 'conversation' ? `thread ${data.status}` : `${data.state} ${data.content}`

describe('[SV14] frames', () => {
  it('come at once, then every 150 ms, each with the whole text so far', async () => {
    const { ada, thread, assistant, clock } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('One')
    await settle()
    turn.say(' two')
    turn.say(' three')
    await clock.advance(149)
    turn.say(' four')
    await clock.advance(1)
    turn.say(' five')
    turn.end()
    const events = await stream.rest()
    expect(events.map(shape)).toEqual([
      'posted Question',
      'thread in_progress',
      'writing One',
      'writing One two three four',
      'posted One two three four five',
      'thread idle',
    ])
    expect(events.flatMap(({ data }) => (data.author === 'assistant' ? [data.rev] : []))).toEqual([
      1, 2, 3,
    ])
  })

  it('come as soon as 1 kB has come together', async () => {
    const { ada, thread, assistant } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('a')
    await settle()
    turn.say('b'.repeat(1_024))
    const events = await stream.until(({ data }) => data.content === `a${'b'.repeat(1_024)}`)
    expect(events.at(-1)?.data.state).toBe('writing')
  })

  it('[SV6] never split a character, however the assistant cuts its words', async () => {
    const { ada, thread, assistant, clock } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('\ud83e')
    await settle()
    turn.say('\udea4 and \ud83e')
    await clock.advance(150)
    turn.say('\udea4, then half \ud83e')
    turn.end()
    const events = await stream.rest()
    const texts = events.flatMap(({ data }) => (data.author === 'assistant' ? [data.content] : []))
    expect(texts).toEqual(['🪤 and ', '🪤 and 🪤, then half \ufffd'])
  })

  it('carry the citations so far, and the row carries them all', async () => {
    const { ada, thread, assistant } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    const citation = { title: 'Care of brass', url: 'https://shop.test/help/brass' }
    turn.say('Polish it.')
    turn.step({ kind: 'citation', citation })
    turn.end()
    const events = await stream.rest()
    const row = events.find(({ data }) => data.state === 'posted' && data.author === 'assistant')
    expect(row?.data).toMatchObject({ citations: [citation], type: 'ai', incomplete: false })
  })
})

describe('[SV14] resuming', () => {
  it('goes on behind the last frame that was seen', async () => {
    const { ada, thread, assistant, clock } = await openThread()
    const first = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('One')
    const seen = await first.until(({ data }) => data.state === 'writing')
    await first.leave()
    const again = readEvents(await ada.attach(thread, seen.at(-1)?.id ?? ''))
    await settle()
    turn.say(' two')
    await clock.advance(150)
    turn.end()
    expect((await again.rest()).map(shape)).toEqual([
      'thread in_progress',
      'writing One two',
      'posted One two',
      'thread idle',
    ])
  })

  it('begins with the answer so far when no frame was seen', async () => {
    const { ada, thread, assistant } = await openThread()
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    turn.say('One')
    await settle()
    const late = readEvents(await ada.attach(thread))
    await late.until(({ data }) => data.content === 'One')
    turn.end()
    expect((await late.rest()).map(shape)).toEqual(['posted One', 'thread idle'])
  })

  it('tells the end of a run that ended meanwhile', async () => {
    const { ada, thread, assistant } = await openThread()
    const first = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('One')
    const seen = await first.until(({ data }) => data.state === 'writing')
    await first.leave()
    turn.say(' two')
    turn.end()
    await settle()
    const again = readEvents(await ada.attach(thread, seen.at(-1)?.id ?? ''))
    expect((await again.rest()).map(shape)).toEqual(['thread idle', 'posted One two'])
  })

  it.each([undefined, 'nonsense', '00000000-0000-7000-8000-000000000000.3'])(
    'refuses when nothing is being written (Last-Event-ID %s)',
    async (lastEventId) => {
      const { ada, thread } = await openThread()
      const response = await ada.attach(thread, lastEventId)
      expect([response.status, await response.json()]).toEqual([
        400,
        {
          type: 'validation_error',
          code: 'invalid',
          detail: 'Cannot continue streaming from an idle conversation',
          attr: null,
        },
      ])
    },
  )

  it('serves several readers, and a reader who leaves stops no run', async () => {
    const { ada, thread, assistant, ticketTexts } = await openThread()
    const first = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    const second = readEvents(await ada.attach(thread))
    turn.say('Answer')
    await first.until(({ data }) => data.state === 'writing')
    await first.leave()
    turn.end()
    expect((await second.rest()).map(shape).at(-2)).toBe('posted Answer')
    expect(await ticketTexts(thread)).toEqual(['Question', 'Answer'])
  })
})

describe('a repetition of the request', () => {
  it('[SV1] attaches to the run that its first copy started', async () => {
    const { ada, thread, assistant, id } = await openThread()
    const trace = id()
    const first = readEvents(await ada.stream(thread, 'Question', trace))
    const turn = await assistant.turn()
    turn.say('Answer')
    await settle()
    const second = readEvents(await ada.stream(thread, 'Question', trace))
    await second.until(({ data }) => data.content === 'Answer')
    turn.end()
    expect((await second.rest()).map(shape)).toEqual(['posted Answer', 'thread idle'])
    await first.rest()
    expect(assistant.calls).toBe(1)
  })

  it('[SV1] echoes and closes when the answer has come and gone', async () => {
    const { ada, thread, assistant, id } = await openThread()
    const trace = id()
    const first = readEvents(await ada.stream(thread, 'Question', trace))
    const turn = await assistant.turn()
    turn.say('Answer')
    turn.end()
    await first.rest()
    const second = readEvents(await ada.stream(thread, 'Question', trace))
    expect((await second.rest()).map(shape)).toEqual(['posted Question', 'thread idle'])
    expect(assistant.calls).toBe(1)
  })
})

it('[SV11] goes on through what was queued behind the answer', async () => {
  const { ada, thread, assistant } = await openThread()
  const stream = readEvents(await ada.stream(thread, 'Question'))
  const first = await assistant.turn()
  await ada.enqueue(thread, 'And another', { more: true })
  await ada.enqueue(thread, 'And one more')
  first.say('First answer')
  first.end()
  const second = await assistant.turn()
  second.say('Second answer')
  second.end()
  const posted = (await stream.rest()).map(shape).filter((text) => text.startsWith('posted'))
  expect(posted).toEqual([
    'posted Question',
    'posted First answer',
    'posted And another',
    'posted And one more',
    'posted Second answer',
  ])
})

it.skipIf(ENGINE !== 'sqlite')(
  '[SV11] (SQLite: two commits before one look) follows a run that begins in the moment in which the last one ends',
  async () => {
    const { ada, thread, assistant } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const first = await assistant.turn()
    first.say('Half')
    await stream.until(({ data }) => data.state === 'writing')
    const [stopped, next] = await Promise.all([
      ada.raw('PATCH', `/${thread}/cancel/`),
      ada.append(thread, 'Another question'),
    ])
    const second = await assistant.turn()
    second.say('Second answer')
    second.end()
    expect([stopped.status, next.status]).toEqual([204, 201])
    expect((await stream.rest()).map(shape)).toEqual([
      'posted Half',
      'posted Another question',
      'thread in_progress',
      'writing Second answer',
      'posted Second answer',
      'thread idle',
    ])
  },
)

it("[SV12] goes on to the answer of what a key's message took along from the queue", async () => {
  const { ada, thread, assistant, key } = await openThread()
  const stream = readEvents(await ada.stream(thread, 'Question'))
  const first = await assistant.turn()
  await ada.enqueue(thread, 'Another')
  await key.post(`/${thread}/append_message/`, { content: 'A word from the shop' })
  first.end()
  const second = await assistant.turn()
  second.say('Second answer')
  second.end()
  expect((await stream.rest()).map(shape).at(-2)).toBe('posted Second answer')
})
