import type { ClientError } from '@porchlight/client'
import { expect, it } from 'vitest'
import { leftReplyText, replyFailureText, signInFailureText } from './failure-text.ts'

const refused = (status: number, retryAfterMs: number | null = null): ClientError => ({
  kind: 'problem',
  status,
  problem: { code: 'error', detail: 'for developers', attr: null },
  retryAfterMs,
})

it('says that a wrong key is wrong, and a weak one weak', () => {
  expect([401, 403, 503].map((status) => signInFailureText(refused(status)))).toEqual([
    'The server does not know this key.',
    'This key may not read tickets. Ask for one with that scope.',
    'The server has a problem (503).',
  ])
})

it('says "not sent" only when that is sure', () => {
  const errors = [refused(429, 4_200), refused(500)]
  expect(errors.map((error) => replyFailureText({ error, before: 'this' }))).toEqual([
    'Not sent. Too many requests. Try again in 5 s.',
    'The server has a problem (500). Your text is kept; sending it again cannot post it twice.',
  ])
})

it('promises of no text that was made of two that it cannot be posted twice', () => {
  const error = refused(500)
  const texts = [
    replyFailureText({ error, before: 'a part of this' }),
    leftReplyText({ before: 'a part of this' }),
  ]
  for (const text of texts) {
    expect(text).toMatch(/part of this may have been posted already/)
    expect(text).not.toMatch(/cannot post it twice/)
  }
})

it('says to whom was signed in that they are not any more', () => {
  expect(signInFailureText({ kind: 'ended' })).toMatch(/^You were signed out/)
})
