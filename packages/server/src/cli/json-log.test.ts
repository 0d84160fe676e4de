import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { API_KEY, startTestServer } from '../testing/test-server.ts'
import { createJsonLog } from './json-log.ts'

function collectLines(): { lines: string[]; log: ReturnType<typeof createJsonLog> } {
  const lines: string[] = []
  return { lines, log: createJsonLog('debug', { write: (line) => void lines.push(line) }) }
}

it('writes one line of JSON for each entry', () => {
  const { lines, log } = collectLines()
  log.info('dead_runs_ended', { count: 2 })
  log.error('sweep_failed', { cause: new Error('disk full') })
  const [info, error] = lines.map((line) => JSON.parse(line))
  expect(info).toEqual({ level: 'info', time: info.time, event: 'dead_runs_ended', count: 2 })
  expect(new Date(info.time).toISOString()).toBe(info.time)
  expect(error).toMatchObject({ level: 'error', cause: { message: 'disk full' } })
})

it('leaves out what is below its level', () => {
  const lines: string[] = []
  const log = createJsonLog('error', { write: (line) => void lines.push(line) })
  log.info('stopped')
  log.debug('request')
  expect(lines).toEqual([])
})

it('[SV71] logs a request under the id it came with, by its pattern and without an address', async () => {
  const { lines, log } = collectLines()
  const { server, visitor } = await startTestServer({ log, logsRequests: true })
  const ada = await visitor()
  const conversation = await ada.open()
  lines.length = 0
  const request = new Request(`http://chat.test/api/projects/1/conversations/${conversation}/`, {
    headers: { authorization: `Bearer ${ada.access}`, 'x-request-id': 'proxy-7' },
  })
  const response = await server.fetch(request, { remoteAddress: '192.0.2.7' })
  expect(response.headers.get('x-request-id')).toBe('proxy-7')
  const line = JSON.parse(lines[0] ?? '')
  expect(line).toEqual({
    level: 'info',
    time: line.time,
    event: 'request',
    id: 'proxy-7',
    method: 'GET',
    route: '/api/projects/:project/conversations/:conversation',
    status: 200,
    ms: expect.any(Number),
  })
})

it.each(['a b', 'x'.repeat(65), 'ä', '{"a":1}'])('[SV71] gives %j a better id', async (id) => {
  const { server } = await startTestServer()
  const headers = { 'x-request-id': id }
  const response = await server.fetch(new Request('http://chat.test/api/', { headers }))
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

it('[SV70] no secret of a visitor or a team is in any line, whatever fails', async () => {
  const { lines, log } = collectLines()
  const assistant = createScriptedAssistant()
  const { visitor, key, callerWith, refreshToken, session } = await startTestServer({
    log,
    assistant,
  })
  const ada = await visitor()
  const conversation = await ada.open({ anonymous_traits: { name: 'Ada' } })
  const refresh = refreshToken()
  await session({ refresh: null, next: refresh })
  await session({ refresh, next: 'nonsense' })
  await callerWith('plk_wrongwrongwrong').get('/tickets/')
  await key.get(`/tickets/?token=${API_KEY}`)
  await ada.post('/', `{"content": "${ada.access}`)
  await ada.append(conversation, 'Where is my order?')
  const turn = await assistant.turn()
  turn.fail(new Error(`upstream refused Bearer ${ada.access}`, { cause: new Error(refresh) }))
  await settle()
  expect(lines.some((line) => line.includes('assistant_failed'))).toBe(true)
  const all = lines.join('')
  for (const secret of [ada.access, refresh, API_KEY, 'plk_wrongwrongwrong', 'Where is my order']) {
    expect(all).not.toContain(secret)
  }
})
