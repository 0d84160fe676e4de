import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { UNDO_MS } from './reply.ts'

const LEFT = [{ ticketId: 'one', ticketNumber: 12 }]

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
  replies.keepLeft(['one'])
  const { text, state } = replies.to('one')
  expect([replies.left.value, text.value, state.value.kind]).toEqual([[], 'It left today.', 'idle'])
})

it('has what another tab writes, and what it has sent is gone here too', async () => {
  const { clock, openTab, tell } = browsing()
  const [here, there] = [openTab().replies.to('one'), openTab().replies.to('one')]
  there.write('It left')
  tell()
  const seen = here.text.value
  there.submit()
  await clock.advance(UNDO_MS)
  await settle()
  tell()
  expect([seen, here.text.value, here.state.value.kind]).toEqual(['It left', '', 'idle'])
})

it('keeps what is on its way here, whatever another tab writes', () => {
  const { openTab, tell } = browsing()
  const [here, there] = [openTab().replies.to('one'), openTab().replies.to('one')]
  here.write('It left today.')
  here.submit()
  there.write('Other')
  tell()
  expect([here.text.value, here.state.value.kind]).toEqual(['It left today.', 'held'])
})

it('tells of a failure to whoever looked before anything was written', async () => {
  const { openTab, cut, pass } = browsing()
  const { replies } = openTab()
  const seen = [replies.left.value]
  replies.to('one').write('It left today.')
  replies.to('one').submit()
  seen.push(replies.left.value)
  cut()
  await pass(UNDO_MS)
  expect([...seen, replies.left.value]).toEqual([[], [], LEFT])
})

it('leaves as drafts those that were shown, and tells of the others on', async () => {
  const { openTab, cut, pass } = browsing()
  const { replies } = openTab()
  for (const id of ['one', 'two']) {
    replies.to(id).write('It left today.')
    replies.to(id).submit()
  }
  cut()
  await pass(UNDO_MS)
  replies.keepLeft(['two'])
  expect([replies.left.value, replies.to('one').state.value.kind]).toEqual([LEFT, 'failed'])
})

it('is sent, and is gone, where there is no room to keep all of it', async () => {
  const { openTab, fill, pass, posted } = browsing()
  const { replies } = openTab()
  const reply = replies.to('one')
  reply.write('It left')
  fill()
  reply.write('It left today.')
  reply.submit()
  await pass(UNDO_MS)
  expect([posted(), reply.text.value, reply.state.value.kind]).toEqual([
    ['It left today.'],
    '',
    'idle',
  ])
})

it('takes nothing from another tab where there is no room for the text of either', () => {
  const { openTab, fill, tell } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  tell()
  fill()
  second.write('Another one, and a long one at that.')
  first.write('It left today, Ada, and comes on Friday.')
  tell()
  expect([first.text.value, second.text.value]).toEqual([
    'It left today, Ada, and comes on Friday.',
    'Another one, and a long one at that.',
  ])
})

it('tells of a failure where there was no room to keep it, until it is wanted as a draft', async () => {
  const { openTab, fill, cut, pass } = browsing()
  const { replies } = openTab()
  fill()
  replies.to('one').write('It left today.')
  replies.to('one').submit()
  cut()
  await pass(UNDO_MS)
  const told = replies.left.value
  replies.keepLeft(['one'])
  const { text, state } = replies.to('one')
  expect([told, replies.left.value, text.value, state.value.kind]).toEqual([
    LEFT,
    [],
    'It left today.',
    'idle',
  ])
})
