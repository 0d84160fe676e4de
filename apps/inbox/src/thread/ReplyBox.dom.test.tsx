import type { TicketsClient } from '@porchlight/client'
import { createManualClock } from '@porchlight/testkit'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createKeptMacro } from '../models/kept-macro.ts'
import { createMacros } from '../models/macros.ts'
import { createReplies } from '../models/replies.ts'
import { UNDO_MS } from '../models/reply.ts'
import { buildMessage, uuid } from '../testing/build.ts'
import { createMemoryDrafts, createMemoryStorage } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { REPLY_FIELD_ID, ReplyBox } from './ReplyBox.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

/** Answers to sending, in order. */
function drawn(...answers: readonly ('offline' | 'posted')[]) {
  const clock = createManualClock()
  const left = [...answers]
  const sent: string[] = []
  const client: Pick<TicketsClient, 'reply'> = {
    reply: async (_id, { message, key }) => {
      sent.push(`${key}: ${message}`)
      return left.shift() === 'posted'
        ? { ok: true, value: buildMessage(1, { content: message }) }
        : { ok: false, error: { kind: 'offline', cause: null } }
    },
  }
  let keys = 0
  const replies = createReplies({
    newKey: () => `key-${++keys}`,
    clock,
    drafts: createMemoryDrafts(),
  })
  replies.attach({ client, onPosted: () => {}, onFailed: () => {}, numberOf: () => 1 })
  const reply = replies.to(uuid('ticket', 1))
  act(() => {
    render(
      <ReplyBox
        reply={reply}
        visitor="Ada"
        sendKey="Ctrl"
        suggesting={{ kind: 'idle' }}
        macros={createMacros(openFakeApi().client.macros, createKeptMacro(createMemoryStorage))}
        lookUp={() => null}
        onSuggest={() => {}}
        onSend={reply.submit}
      />,
      root,
    )
  })
  return { sent, reply, wait: () => act(() => clock.advance(UNDO_MS)) }
}

function field(): HTMLTextAreaElement {
  const found = document.getElementById(REPLY_FIELD_ID)
  if (!(found instanceof HTMLTextAreaElement)) throw new Error('no reply field')
  return found
}

async function type(text: string) {
  await act(() => {
    field().value = text
    field().dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
}

async function press(init: KeyboardEventInit) {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  await act(() => void field().dispatchEvent(event))
  return event
}

const notice = () => root.querySelector('[role="alert"]')?.textContent ?? ''

it('keeps the text when sending fails, says so, and sends the same once more', async () => {
  const { sent, wait } = drawn('offline', 'posted')
  await type('It left today.')
  await press({ key: 'Enter', ctrlKey: true })
  await wait()
  expect([field().value, notice()]).toEqual([
    'It left today.',
    'We cannot reach the server. Check the connection. Your text is kept; sending it again cannot post it twice.',
  ])
  await press({ key: 'Enter', metaKey: true })
  await wait()
  expect([field().value, notice(), sent]).toEqual([
    '',
    '',
    ['key-1: It left today.', 'key-1: It left today.'],
  ])
})

it('leaves Enter alone to make a new line, and Ctrl+Enter to an input method that composes', async () => {
  const { sent } = drawn()
  await type('Dear Ada,')
  const plain = await press({ key: 'Enter' })
  const composing = await press({ key: 'Enter', ctrlKey: true, isComposing: true })
  expect([plain.defaultPrevented, composing.defaultPrevented, sent]).toEqual([false, false, []])
})

it('counts down near the limit, and does not send beyond it', async () => {
  const { sent } = drawn()
  const count = () => root.querySelector('#reply-count')?.textContent
  await type('a'.repeat(3_999))
  const far = count()
  await type('a'.repeat(4_990))
  const near = count()
  await type('a'.repeat(5_001))
  await press({ key: 'Enter', ctrlKey: true })
  expect([far, near, count(), sent]).toEqual([
    '',
    '10 left',
    '1 too many, at most 5,000 characters',
    [],
  ])
})

it('names a private note as one', async () => {
  drawn()
  await act(() => root.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click())
  expect([
    root.querySelector('form')?.getAttribute('aria-label'),
    field().placeholder,
    root.querySelector('button[type="submit"]')?.textContent,
  ]).toEqual(['Private note', 'A note that only the team sees', 'Add note'])
})

it('can be undone while it is held, and says so', async () => {
  const { sent, wait } = drawn('posted')
  await type('It left today.')
  await press({ key: 'Enter', ctrlKey: true })
  const held = root.querySelector('.held[role="status"]')?.textContent
  const [undo] = root.querySelectorAll<HTMLElement>('.held button')
  await act(() => undo?.click())
  await wait()
  expect([held, field().value, field().readOnly, sent]).toEqual([
    'Sent in a moment.UndoSend now',
    'It left today.',
    false,
    [],
  ])
})

it('names what a suggestion was taken from, and links to pages alone', () => {
  const { reply } = drawn()
  act(() =>
    reply.suggest('Within 30 days.', [
      { title: 'Returns', url: 'https://shop.test/returns#refunds' },
      { title: 'Notes', url: null },
      { title: 'Odd', url: 'javascript:alert(1)' },
    ]),
  )
  const shown = [...root.querySelectorAll('.sources li')].map((item) => [
    item.textContent,
    item.querySelector('a')?.href ?? null,
  ])
  expect(shown).toEqual([
    ['Returns', 'https://shop.test/returns#refunds'],
    ['Notes', null],
    ['Odd', null],
  ])
})

it('does not send braces unseen: it marks them, and sends them as they are when that is wanted', async () => {
  const { sent, reply, wait } = drawn('posted')
  await type('Hello {{visitor.name}}, it left today.')
  const marked = root.querySelector('.unfilled')?.textContent
  await act(() => reply.submit())
  await wait()
  expect([marked, sent, field().value]).toEqual([
    'Not filled in: {{visitor.name}}. ',
    [],
    'Hello {{visitor.name}}, it left today.',
  ])
  expect(root.querySelector('.unfilled')?.closest('[role="alert"]')).not.toBeNull()
  await act(() => {
    root.querySelector<HTMLElement>('.unfilled button')?.click()
  })
  expect([field().selectionStart, field().selectionEnd]).toEqual([6, 22])
  await act(() => {
    const buttons = [...root.querySelectorAll<HTMLElement>('.unfilled button')]
    buttons.find(({ textContent }) => textContent === 'Send as it is')?.click()
  })
  await wait()
  expect(sent).toEqual(['key-1: Hello {{visitor.name}}, it left today.'])
})
