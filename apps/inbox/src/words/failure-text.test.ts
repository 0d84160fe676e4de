import type { ClientError } from '@porchlight/client'
import { expect, it } from 'vitest'
import { replyFailureText, signInFailureText } from './failure-text.ts'

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
  expect([refused(429, 4_200), refused(500)].map(replyFailureText)).toEqual([
    'Not sent. Too many requests. Try again in 5 s.',
    'The server has a problem (500). Your text is kept; sending it again cannot post it twice.',
  ])
})
