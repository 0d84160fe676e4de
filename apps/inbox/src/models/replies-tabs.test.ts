import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { UNDO_MS } from './reply.ts'
import { OTHER_TAB_MS } from './reply-state.ts'

const LEFT = [{ ticketId: 'one', ticketNumber: 12 }]

it('calls it left in a second tab only when the first cannot be sending it, and posts it once', async () => {
  const { openTab, tell, stall, pass, posted } = browsing()
  const first = openTab().replies.to('one')
  first.write('It left today.')
  first.submit()
  const second = openTab().replies.to('one')
  const atOnce = second.state.value.kind
  const answer = stall()
  await pass(UNDO_MS)
  tell()
  await pass(OTHER_TAB_MS + 1)
  const later = second.state.value
  second.submit()
  second.sendNow()
  answer()
  await settle()
  tell()
  expect([atOnce, later, posted()]).toEqual([
    'idle',
    { kind: 'left', before: 'this' },
    ['It left today.'],
  ])
})

it('is not sent once it is written on in another tab', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left')
  first.submit()
  tell()
  second.write('It left today.')
  tell()
  await pass(UNDO_MS)
  expect([posted(), first.text.value, first.state.value.kind]).toEqual([
    [],
    'It left today.',
    'idle',
  ])
})

it('loses nothing that is written in a second tab while the first sends', async () => {
  const { openTab, tell, stall, pass, posted } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  first.submit()
  const answer = stall()
  await pass(UNDO_MS)
  second.write('And one more thing')
  tell()
  answer()
  await settle()
  tell()
  expect([posted(), first.text.value, second.text.value]).toEqual([
    ['It left today.'],
    'And one more thing',
    'And one more thing',
  ])
})

it('is empty where it was written when another tab has sent it', async () => {
  const { openTab, tell, pass } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left')
  tell()
  second.write('It left today.')
  second.submit()
  await pass(UNDO_MS)
  tell()
  expect([first.text.value, second.text.value]).toEqual(['', ''])
})

it('tells of what a closed tab has left where its ticket was open before', async () => {
  const { openTab, tell, pass } = browsing()
  const { replies } = openTab()
  const here = replies.to('one')
  const first = openTab()
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  tell()
  first.close()
  const atOnce = [here.state.value.kind, replies.left.value]
  await pass(UNDO_MS + OTHER_TAB_MS + 1)
  expect([atOnce, here.state.value.kind, replies.left.value]).toEqual([['idle', []], 'left', LEFT])
})

it('has in an emptied box what another tab writes, and does not write over it', () => {
  const { openTab, tell } = browsing()
  const first = openTab().replies.to('one')
  first.write('It')
  first.write('')
  const second = openTab().replies.to('one')
  second.write('Another')
  tell()
  expect([first.text.value, second.text.value]).toEqual(['Another', 'Another'])
})

it('keeps both when it could not be sent and another tab has written meanwhile, and tells of it', async () => {
  const { openTab, tell, cut, stall, pass } = browsing()
  const [here, other] = [openTab(), openTab().replies.to('one')]
  const first = here.replies.to('one')
  first.write('It left today.')
  first.submit()
  tell()
  const answer = stall()
  cut()
  await pass(UNDO_MS)
  other.setPrivate(true)
  other.write('Ask the workshop.')
  answer()
  await settle()
  tell()
  const both = 'It left today.\n\nAsk the workshop.'
  const told = [first.state.value.kind, here.replies.left.value]
  expect([first.text.value, first.isPrivate.value, told]).toEqual([both, true, ['failed', LEFT]])
  expect([other.text.value, other.isPrivate.value]).toEqual([both, true])
  const reopened = openTab().replies.to('one')
  expect(reopened.text.value).toBe(both)
})

it('sends both under a key of their own after the answer to the first was lost', async () => {
  const { openTab, tell, lose, stall, pass, posted } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  first.submit()
  const answer = stall()
  lose()
  await pass(UNDO_MS)
  tell()
  second.write('Another')
  answer()
  await settle()
  expect(first.state.value).toMatchObject({ kind: 'failed', before: 'a part of this' })
  first.submit()
  await pass(UNDO_MS)
  expect(posted()).toEqual(['It left today.', 'It left today.\n\nAnother'])
})

it('is posted once from a tab that wants it at once, and from one that is sending it', async () => {
  const { openTab, stall, pass, posted } = browsing()
  openTab().replies.to('one').write('It left today.')
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.submit()
  const answer = stall()
  first.sendNow()
  second.submit()
  second.sendNow()
  answer()
  await pass(UNDO_MS)
  expect(posted()).toEqual(['It left today.'])
})

it('says that it may have been sent, though it was held again in a tab that has not tried', async () => {
  const { openTab, stall, pass } = browsing()
  openTab().replies.to('one').write('It left today.')
  const [first, second] = [openTab(), openTab()]
  first.replies.to('one').submit()
  stall()
  first.replies.to('one').sendNow()
  second.replies.to('one').submit()
  second.close()
  await pass(UNDO_MS + OTHER_TAB_MS + 1)
  expect(openTab().replies.to('one').state.value).toEqual({ kind: 'left', before: 'this' })
})
