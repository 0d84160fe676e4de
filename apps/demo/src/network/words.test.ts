import { expect, it } from 'vitest'
import { describeOutcome, describeRequest } from './words.ts'

const root = '/api/projects/1/conversations'

it.each([
  ['POST', '/api/conversations/v1/session', 'Ask the server for a session'],
  ['POST', `${root}/tickets/`, 'Open a ticket'],
  ['POST', `${root}/`, 'Send a message and listen for the answer'],
  ['POST', `${root}/0198/append_message/`, 'Send a message'],
  ['POST', `${root}/0198/queue/`, 'Hand a waiting message to the server’s queue'],
  ['GET', `${root}/events/`, 'Listen for news'],
  ['GET', `${root}/0198/`, 'Read a conversation'],
  ['PUT', '/api/other', 'PUT /api/other'],
])('calls %s %s “%s”', (method, path, words) => {
  expect(describeRequest({ method, path, body: '' })).toBe(words)
})

it('knows a request that goes on reading an answer from one that sends', () => {
  const ask = (content: string | null) =>
    describeRequest({ method: 'POST', path: `${root}/`, body: JSON.stringify({ content }) })
  expect([ask('Hello'), ask(null)]).toEqual([
    'Send a message and listen for the answer',
    'Read on in the answer',
  ])
})

it('says what became of a request', () => {
  const answered = (status: number) => describeOutcome({ kind: 'answered', status, ms: 12 })
  expect([200, 401, 404, 409, 429, 503].map(answered)).toEqual([
    'done, 200 after 12 ms',
    'the session has run out, 401 after 12 ms',
    'refused, 404 after 12 ms',
    'not possible right now, 409 after 12 ms',
    'too often, wait, 429 after 12 ms',
    'the server failed, 503 after 12 ms',
  ])
})
