import { describe, expect, it } from 'vitest'
import * as protocol from './index.ts'
import {
  conversationMessageSchema,
  countCharacters,
  openTicketRequestSchema,
  parse,
  parseProblem,
  uuidSchema,
  uuidv7,
} from './index.ts'

const zeros = (bytes: Uint8Array): void => void bytes.fill(0)
const ones = (bytes: Uint8Array): void => void bytes.fill(255)

describe('uuidv7', () => {
  it('is a UUID of version 7 with the time in front, whatever chance gives', () => {
    const ids = [uuidv7(0, zeros), uuidv7(1_767_268_800_000, zeros), uuidv7(0xffff_ffff_ffff, ones)]
    expect(ids).toEqual([
      '00000000-0000-7000-8000-000000000000',
      '019b796d-d600-7000-8000-000000000000',
      'ffffffff-ffff-7fff-bfff-ffffffffffff',
    ])
    expect(ids.every((id) => parse(uuidSchema, id).ok)).toBe(true)
  })

  it('survives a clock before 1970', () => {
    expect(uuidv7(-1, zeros)).toBe('00000000-0000-7000-8000-000000000000')
  })
})

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['Grüße', 5],
    ['🙂', 1],
    ['👨‍👩‍👧', 5],
    ['\ud83d alone', 7],
    ['\ude42\ud83d', 2],
  ])('counts %j as %i, as the published API does', (text, count) => {
    expect(countCharacters(text)).toBe(count)
  })
})

describe('parseProblem', () => {
  it('reads the envelope of exceptions', () => {
    expect(
      parseProblem({ type: 'validation_error', code: 'required', detail: 'Why.', attr: 'content' }),
    ).toEqual({ code: 'required', detail: 'Why.', attr: 'content' })
  })

  it('reads hand-written bodies, with the code in whichever field it is', () => {
    expect([
      parseProblem({ error: 'queue_full', detail: 'Only two.' }),
      parseProblem({ error: 'Conversation not found' }),
      parseProblem({ detail: 'Queue message not found.' }),
    ]).toEqual([
      { code: 'queue_full', detail: 'Only two.', attr: null },
      { code: 'error', detail: 'Conversation not found', attr: null },
      { code: 'error', detail: 'Queue message not found.', attr: null },
    ])
  })

  it.each([null, undefined, 'text', 42, [], {}, { message: 'elsewhere' }])(
    'does not take %j for an answer of this API',
    (body) => {
      expect(parseProblem(body)).toBeNull()
    },
  )
})

describe('parse', () => {
  it('names the field that is missing, and the one that is wrong', () => {
    const issues = [{}, { conversation: 'x' }].map((body) => parse(openTicketRequestSchema, body))
    expect(
      issues.map((parsed) => !parsed.ok && [parsed.issue.path, parsed.issue.isMissing]),
    ).toEqual([
      ['conversation', true],
      ['conversation', false],
    ])
  })

  it('drops what it does not know, and refuses an object where a text must be', () => {
    const message = {
      type: 'ai',
      id: '019b796d-d600-7000-8000-000000000000',
      conversation: '019b796d-d600-7000-8000-000000000001',
      content: 'Hello',
      author: 'assistant',
      author_name: null,
      seq: 1,
      rev: 1,
      state: 'posted',
      incomplete: false,
      citations: [],
      created_at: '2026-01-01T12:00:00Z',
    }
    expect(parse(conversationMessageSchema, { ...message, extra: 1 })).toEqual({
      ok: true,
      value: message,
    })
    const element = { type: 'div', props: {}, key: null }
    expect(parse(conversationMessageSchema, { ...message, content: element }).ok).toBe(false)
  })
})

describe('the package', () => {
  it('exports the names somebody chose', () => {
    expect(Object.keys(protocol).sort()).toMatchSnapshot()
  })
})
