import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { CLOSE_LIMIT_MS } from './create-server.ts'
import { readEvents } from './testing/event-reader.ts'
import { createScriptedAssistant } from './testing/scripted-assistant.ts'
import { startTestServer } from './testing/test-server.ts'

describe('[SV62] shutting down', () => {
  it('ends streams and leaves answers as far as they got', async () => {
    const assistant = createScriptedAssistant()
    const before = await startTestServer({ assistant })
    const ada = await before.visitor()
    const thread = await ada.open()
    const feed = readEvents(await ada.raw('GET', '/events/'))
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('Half')
    await stream.until(({ data }) => data.state === 'writing')
    await before.server.close()
    await stream.rest()
    await feed.rest()
    expect(turn.signal.aborted).toBe(true)
    const refused = await ada.raw('GET', '/')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await before.server.isReady()).toBe(false)
    const after = await before.startAgain({ assistant: null })
    expect((await after.callerWith(ada.access).get(`/${thread}/`)).body.messages).toMatchObject([
      { content: 'Question' },
      { content: 'Half', incomplete: true },
    ])
  })

  it('lets requests under way end first, and refuses those that come later', async () => {
    const before = await startTestServer()
    const ada = await before.visitor()
    const thread = await ada.open()
    const underWay = [ada.append(thread, 'One'), ada.append(thread, 'Two')]
    const closed = before.server.close()
    const late = await ada.append(thread, 'Three')
    const answers = await Promise.all(underWay)
    await closed
    expect([...answers, late].map(({ status }) => status)).toEqual([201, 201, 503])
    const after = await before.startAgain()
    const texts = await after.ticketTexts(thread)
    expect([texts.sort(), before.errors]).toEqual([['One', 'Two'], []])
  })

  it.each(['its time', 'the patience of whoever stops it'])(
    'does not wait for a request that never ends, beyond %s',
    async (limit) => {
      const { server, visitor, clock } = await startTestServer()
      const ada = await visitor()
      const body = new ReadableStream({ pull: () => new Promise(() => {}) })
      const request = new Request('http://chat.test/api/projects/1/conversations/tickets/', {
        method: 'POST',
        headers: { authorization: `Bearer ${ada.access}`, 'content-type': 'application/json' },
        body,
        // Node asks for it when a body streams.
        ...{ duplex: 'half' },
      })
      void server.fetch(request)
      await settle()
      const patience = new AbortController()
      const closed = server.close(patience.signal)
      if (limit === 'its time') await clock.advance(CLOSE_LIMIT_MS)
      else patience.abort()
      await expect(closed).resolves.toBeUndefined()
    },
  )

  it('is safe to ask for twice', async () => {
    const { server } = await startTestServer()
    await Promise.all([server.close(), server.close()])
    await expect(server.close()).resolves.toBeUndefined()
  })
})
