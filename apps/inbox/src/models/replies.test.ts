import type { TicketsClient } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMessage } from '../testing/build.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { createDrafts } from './drafts.ts'
import { createReplies } from './replies.ts'
import { UNDO_MS } from './reply.ts'

const LEFT = [{ ticketId: 'one', ticketNumber: 12 }]

/** Tabs of one browser. */
function browsing() {
  const clock = createManualClock()
  const browser = createMemoryStorage()
  const events = new EventTarget()
  let isOnline = true
  const client: Pick<TicketsClient, 'reply'> = {
    reply: async (_, { message }) =>
      isOnline
        ? { ok: true, value: buildMessage(1, { content: message }) }
        : { ok: false, error: { kind: 'offline', cause: null } },
  }
  function openTab() {
    const tab = createMemoryStorage()
    const drafts = createDrafts({ browser: () => browser, tab: () => tab, events })
    const replies = createReplies({ newKey: () => 'key', clock, drafts })
    const detach = replies.attach({
      client,
      onPosted: () => {},
      onFailed: () => {},
      numberOf: (id) => (id === 'one' ? 12 : null),
    })
    return {
      replies,
      close() {
        detach()
        replies.close()
      },
    }
  }
  const tell = (ticketId: string) =>
    events.dispatchEvent(
      Object.assign(new Event('storage'), { key: `porchlight.inbox.draft.${ticketId}` }),
    )
  return {
    clock,
    openTab,
    tell,
    cut() {
      isOnline = false
    },
  }
}

it('tells of a reply that could not be sent while another ticket is open, until it is sent', async () => {
  const { clock, openTab, cut } = browsing()
  const { replies } = openTab()
  replies.to('one').write('It left today.')
  replies.to('one').submit()
  const held = replies.left.value
  cut()
  await clock.advance(UNDO_MS)
  await settle()
  const failed = replies.left.value
  replies.to('one').submit()
  expect([held, failed, replies.left.value]).toEqual([[], LEFT, []])
})

it('tells whoever comes back of a reply that was held when its tab was closed', async () => {
  const { clock, openTab } = browsing()
  const first = openTab()
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  first.close()
  const { replies } = openTab()
  const atOnce = replies.left.value
  await clock.advance(60_000)
  const later = replies.left.value
  const found = replies.to('one').state.value.kind
  replies.to('one').write('It left today, Ada.')
  expect([atOnce, later, found, replies.left.value]).toEqual([[], LEFT, 'left', []])
})

it('leaves them as drafts when that is wanted', async () => {
  const { clock, openTab } = browsing()
  const first = openTab()
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  first.close()
  const { replies } = openTab()
  await clock.advance(60_000)
  replies.keepLeft()
  const { text, state } = replies.to('one')
  expect([replies.left.value, text.value, state.value.kind]).toEqual([[], 'It left today.', 'idle'])
})

it('has what another tab writes, and what it has sent is gone here too', async () => {
  const { clock, openTab, tell } = browsing()
  const [here, there] = [openTab().replies.to('one'), openTab().replies.to('one')]
  there.write('It left')
  tell('one')
  const seen = here.text.value
  there.submit()
  await clock.advance(UNDO_MS)
  await settle()
  tell('one')
  expect([seen, here.text.value, here.state.value.kind]).toEqual(['It left', '', 'idle'])
})

it('keeps what is on its way here, whatever another tab writes', () => {
  const { openTab, tell } = browsing()
  const [here, there] = [openTab().replies.to('one'), openTab().replies.to('one')]
  here.write('It left today.')
  here.submit()
  there.write('Other')
  tell('one')
  expect([here.text.value, here.state.value.kind]).toEqual(['It left today.', 'held'])
})
