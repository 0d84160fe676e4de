import { type ConversationMessage, conversationMessageSchema, parse } from '@porchlight/protocol'
import { stockMessagesSchema } from '@porchlight/protocol/posthog'
import { expect, it } from 'vitest'
import { toMessage } from './from-wire.ts'
import { toMessage as fromStock } from './posthog/from-stock.ts'
import { toDocument } from './rich-content.ts'

const DOCUMENT = { type: 'doc', content: [{ type: 'horizontalRule' }] }
const CREATED = '2026-03-04T10:42:00.000000Z'

function wireMessage(more: object): ConversationMessage {
  const message = parse(conversationMessageSchema, {
    ...{ type: 'human', id: 'm', conversation: 't', content: 'Hi', author: 'agent' },
    ...{ author_name: 'Maja', seq: 1, rev: 1, state: 'posted', incomplete: false },
    ...{ citations: [], created_at: CREATED, ...more },
  })
  if (!message.ok) throw new Error('no message')
  return message.value
}

function stockMessage(more: object) {
  const answer = parse(stockMessagesSchema, {
    ...{ ticket_status: 'open', unread_count: 0, has_more: false },
    messages: [
      {
        id: 'm',
        content: 'Hi',
        author_type: 'support',
        author_name: null,
        created_at: CREATED,
        ...more,
      },
    ],
  })
  const [row] = answer.ok ? answer.value.messages : []
  if (row === undefined) throw new Error('no message')
  return row
}

it('keeps the document of a message as text, on the published wire and on ours', () => {
  const given = { rich_content: DOCUMENT }
  expect([
    toMessage(wireMessage(given)).richContent,
    fromStock('t', stockMessage(given), 1).richContent,
  ]).toEqual([JSON.stringify(DOCUMENT), JSON.stringify(DOCUMENT)])
})

it.each([[{}], [{ rich_content: null }]])('has none for %j', (given) => {
  expect([
    toMessage(wireMessage(given)).richContent,
    fromStock('t', stockMessage(given), 1).richContent,
  ]).toEqual([undefined, undefined])
})

it('does without one that cannot be written', () => {
  const circle: { content: unknown[] } = { content: [] }
  circle.content.push(circle)
  expect(toDocument(circle)).toBeUndefined()
})
