import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
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
    { kind: 'left', isTried: true },
    ['It left today.'],
  ])
})

it('is posted once from a tab and from its double, which holds it too', async () => {
  const { openTab, pass, posted } = browsing()
  const first = openTab()
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  const tab = createMemoryStorage()
  const held = first.tab.getItem('porchlight.inbox.held') ?? ''
  tab.setItem('porchlight.inbox.held', held)
  const double = openTab({ tab }).replies.to('one')
  const kind = double.state.value.kind
  await pass(UNDO_MS)
  expect([kind, posted(), double.text.value]).toEqual(['held', ['It left today.'], ''])
})

it('is not sent by the double of a tab in which it was undone', async () => {
  const { openTab, pass, posted } = browsing()
  const first = openTab()
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  const tab = createMemoryStorage()
  tab.setItem('porchlight.inbox.held', first.tab.getItem('porchlight.inbox.held') ?? '')
  const double = openTab({ tab }).replies.to('one')
  first.replies.to('one').undo()
  await pass(UNDO_MS)
  expect([posted(), double.text.value, double.state.value.kind]).toEqual([
    [],
    'It left today.',
    'idle',
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

it('keeps what was written in two tabs that had not seen each other', () => {
  const { openTab, tell } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  first.submit()
  second.write('Another')
  tell()
  first.undo()
  first.write('It left today, Ada.')
  tell()
  expect([first.text.value, second.text.value]).toEqual(['It left today, Ada.', 'Another'])
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

it('keeps what is being written here when another tab signs out', () => {
  const { openTab, tell } = browsing()
  const [here, there] = [openTab(), openTab()]
  here.replies.to('one').write('It left')
  tell()
  there.replies.clear()
  tell()
  expect([here.replies.to('one').text.value, openTab().replies.to('one').text.value]).toEqual([
    'It left',
    'It left',
  ])
})
