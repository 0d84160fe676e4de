import { describe, expect, it } from 'vitest'
import { startTestServer } from '../testing/test-server.ts'

describe('[SV6] text that no database would take', () => {
  it.each([
    '/tickets/%00/',
    '/tickets/?search=%00',
    '/tickets/?search=a%00b&status=%00',
    '/tickets/?assignee=%00&tags=["%00"]&emails=%00&distinct_ids=%00&date_from=%00',
    '/views/%00/',
    '/events/?cursor=%00',
    '/%00/',
    '/%00/queue/',
  ])('is no more than unknown in %s', async (path) => {
    const { key, errors } = await startTestServer()
    const { status } = await key.get(path, { accept: 'application/json' })
    expect([200, 400, 404]).toContain(status)
    expect(errors).toEqual([])
  })

  it('waits in no queue under an id', async () => {
    const { visitor, errors } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open()
    const answers = [
      await ada.delete(`/${thread}/queue/%00/`),
      await ada.patch(`/${thread}/queue/%00/`, { content: 'x' }),
    ]
    expect([answers.map(({ status }) => status), errors]).toEqual([[404, 404], []])
  })

  it('is dropped as a key of an object', async () => {
    const { visitor, key } = await startTestServer()
    const ada = await visitor()
    const thread = await ada.open({ anonymous_traits: { 'a\u0000': 1, 'b\ud800': 2, c: 3 } })
    await ada.append(thread, 'Hello')
    const { body } = await key.get('/tickets/')
    expect(body.results[0].anonymous_traits).toEqual({ c: 3 })
  })
})

it('[SV5] takes no array for traits or context', async () => {
  const { visitor, id } = await startTestServer()
  const ada = await visitor()
  const answers = [
    await ada.post('/tickets/', { conversation: id(), anonymous_traits: [1] }),
    await ada.post('/tickets/', { conversation: id(), session_context: [] }),
  ]
  expect(answers.map(({ status, body }) => [status, body.attr])).toEqual([
    [400, 'anonymous_traits'],
    [400, 'session_context'],
  ])
})
