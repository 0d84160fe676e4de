import { KEEPALIVE_MS } from '@porchlight/protocol'
import { expect } from 'vitest'
import { formatEvent } from '../../event-stream.ts'
import { startTestServer } from '../test-server.ts'
import { describeAttacks } from './attack-area.ts'

/** The events in a text, as the standard reads them: by blank lines. */
function eventsIn(text: string): string[] {
  return text.split(/(?:\r\n|\r|\n){2}/).filter((part) => part !== '')
}

function dataOf(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.startsWith('data: '))
  return JSON.parse(lines.map((line) => line.slice('data: '.length)).join('\n'))
}

describeAttacks('sse', {
  'SS-001'() {
    const evil = 'm1\ndata: {"forged":true}\r\n\r\nevent: x\0'
    const text = formatEvent({ event: evil, id: evil, data: { id: evil } })
    expect([eventsIn(text), dataOf(text)]).toEqual([[expect.any(String)], { id: evil }])
    expect(text.match(/^data: /gm)).toHaveLength(1)
  },
  'SS-002'() {
    const body = 'hello\rdata: forged\r\revent: close\rdata: x'
    const text = formatEvent({ event: 'message', data: { body } })
    expect([eventsIn(text), dataOf(text), text.includes('\r')]).toEqual([
      [expect.any(String)],
      { body },
      false,
    ])
  },
  async 'SS-003'() {
    const { visitor } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const { cursor } = (await ada.get('/events/', { accept: 'application/json' })).body
    await ada.append(thread, 'a\u2028b\u2029c\u0000d\ufeff')
    const response = await ada.raw('GET', `/events/?cursor=${cursor}`)
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: message')) text += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    const [message] = eventsIn(text).filter((event) => event.includes('event: message'))
    // NUL is stored as the sign for it; everything else comes back as it went.
    expect(dataOf(message ?? '')).toMatchObject({ content: 'a\u2028b\u2029c\ufffdd\ufeff' })
  },
  // The reader is the client's: its own tests prove these two, and name them.
  'SS-006': () => expectClientTest('SS-006'),
  'SS-009': () => expectClientTest('SS-009'),
  async 'SS-012'() {
    const { visitor, clock } = await startTestServer()
    const ada = await visitor()
    const response = await ada.raw('GET', '/events/')
    expect([
      response.headers.get('x-accel-buffering'),
      response.headers.get('cache-control'),
    ]).toEqual(['no', 'no-store, no-transform'])
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('event: reset')) text += (await reader?.read())?.value ?? ''
    const beat = reader?.read()
    await clock.advance(2 * KEEPALIVE_MS)
    expect((await beat)?.value).toContain(': keepalive')
    await reader?.cancel()
  },
})

async function expectClientTest(id: string): Promise<void> {
  const { readFile } = await import('node:fs/promises')
  const file = new URL('../../../../client/src/event-stream.test.ts', import.meta.url)
  expect(await readFile(file, 'utf8')).toContain(`'${id}: `)
}
