/** How answers end before they are whole. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { type ReadEvent, readEvents } from '../testing/event-reader.ts'
import { openThread } from '../testing/open-thread.ts'

describe('an assistant that fails', () => {
  const kindOf = ({ event, data }: ReadEvent): string =>
    event === 'conversation' ? data.status : data.type

  it('says so in band, keeps what was written as incomplete, and closes', async () => {
    const { ada, thread, assistant, errors } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('I was going to say')
    await settle()
    turn.fail(new Error('secret of the provider'))
    const events = await stream.rest()
    expect(events.slice(-3).map((event) => [kindOf(event), event.data.incomplete])).toEqual([
      ['ai', true],
      ['idle', undefined],
      ['ai/failure', true],
    ])
    expect(JSON.stringify(events)).not.toContain('secret')
    expect(errors.map(({ event }) => event)).toEqual(['assistant_failed'])
    expect((await ada.get(`/${thread}/`)).body).toMatchObject({
      status: 'idle',
      messages: [{ content: 'Question' }, { content: 'I was going to say', incomplete: true }],
    })
  })

  it('leaves no empty answer behind', async () => {
    const { ada, thread, assistant } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.fail(new Error('no'))
    const events = await stream.rest()
    expect(events.map(kindOf)).toEqual(['human', 'in_progress', 'idle', 'ai/failure'])
    expect((await ada.get(`/${thread}/`)).body.messages).toHaveLength(1)
  })

  it('is given up after five minutes', async () => {
    const { ada, thread, assistant, clock } = await openThread()
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    await clock.advance(5 * 60_000)
    expect(turn.signal.aborted).toBe(true)
    // The visitor's token has lived on: only its run is over.
    expect((await ada.get(`/${thread}/`)).body).toMatchObject({ status: 'idle', run: null })
  })
})

describe('[SV17] stopping', () => {
  it('keeps what was shown as an incomplete answer and closes the stream', async () => {
    const { ada, thread, assistant } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('Half')
    await stream.until(({ data }) => data.state === 'writing')
    turn.say(' never seen')
    expect((await ada.raw('PATCH', `/${thread}/cancel/`)).status).toBe(204)
    expect(
      (await stream.rest()).map(({ data }) => [data.content ?? data.status, data.incomplete]),
    ).toEqual([
      ['Half', true],
      ['idle', undefined],
    ])
    await settle()
    expect(turn.signal.aborted).toBe(true)
  })

  it('succeeds when nothing is being written', async () => {
    const { ada, thread } = await openThread()
    const answers = [1, 2].map(() => ada.raw('PATCH', `/${thread}/cancel/`))
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([204, 204])
  })

  it('lets the late words of a stopped assistant go nowhere', async () => {
    const { ada, thread, assistant, clock, ticketTexts, errors } = await openThread()
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    turn.say('Half')
    await settle()
    await ada.raw('PATCH', `/${thread}/cancel/`)
    turn.say(' too late')
    turn.end()
    await clock.advance(1_000)
    expect(await ticketTexts(thread)).toEqual(['Question', 'Half'])
    expect(errors).toEqual([])
  })
})

describe('[SV18] handing over', () => {
  it('turns to people, with the reason on the ticket, after an answer', async () => {
    const { ada, thread, assistant, key } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('A colleague knows more.')
    turn.step({ kind: 'hand_over', reason: 'not_in_help' })
    turn.end()
    const events = await stream.rest()
    expect(events.at(-1)?.data).toMatchObject({ status: 'idle', mode: 'people' })
    expect((await key.get('/tickets/1/')).body).toMatchObject({
      mode: 'people',
      escalation_reason: 'not_in_help',
      message_count: 2,
    })
  })

  it('posts no empty answer when there is nothing but the hand-over', async () => {
    const { ada, thread, assistant, ticketTexts } = await openThread()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.step({ kind: 'hand_over', reason: 'asked' })
    turn.end()
    await stream.rest()
    expect(await ticketTexts(thread)).toEqual(['Question'])
  })
})
