import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { UNDO_MS } from './reply.ts'
import { OTHER_TAB_MS } from './reply-state.ts'

const LEFT = [{ ticketId: 'one', ticketNumber: 12 }]

it('is sent though a tab that had not heard of it has begun another, which is the draft then', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [here, second] = [openTab(), openTab().replies.to('one')]
  const first = here.replies.to('one')
  first.write('It left today.')
  first.submit()
  second.write('Another')
  tell()
  await pass(UNDO_MS)
  tell()
  expect([posted(), here.replies.left.value]).toEqual([['It left today.'], []])
  expect([first.text.value, second.text.value, openTab().replies.to('one').text.value]).toEqual([
    'Another',
    'Another',
    'Another',
  ])
})

it('is sent over what was written at the very same moment, and leaves that alone', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [here, there] = [openTab(), openTab()]
  const first = here.replies.to('one')
  first.write('It left today.')
  first.submit()
  const kept = there.drafts.read('one')
  there.drafts.write('one', kept && { ...kept, text: 'Another', key: null, meant: null })
  tell()
  await pass(UNDO_MS)
  expect([posted(), first.text.value, here.replies.left.value]).toEqual([
    ['It left today.'],
    'Another',
    [],
  ])
})

it('makes one text of what was written in two tabs that had not seen each other', () => {
  const { openTab, tell } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  first.submit()
  second.write('Another')
  tell()
  const held = [first.text.value, second.text.value]
  first.undo()
  first.write('It left today, Ada.')
  tell()
  const both = 'Another\n\nIt left today, Ada.'
  expect([held, first.text.value, second.text.value]).toEqual([
    ['It left today.', 'Another'],
    both,
    both,
  ])
})

it('tells of one that a closed tab has left where another was begun meanwhile, and keeps both', async () => {
  const { openTab, tell, pass } = browsing()
  const [first, second] = [openTab(), openTab()]
  const { text, state, write } = second.replies.to('one')
  first.replies.to('one').write('It left today.')
  first.replies.to('one').submit()
  write('Another')
  tell()
  first.close()
  await pass(UNDO_MS + OTHER_TAB_MS + 1)
  expect([text.value, state.value.kind, second.replies.left.value]).toEqual([
    'Another\n\nIt left today.',
    'left',
    LEFT,
  ])
})

it('has what is written now where a tab hears late that an old text was written on and sent', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const first = openTab().replies.to('one')
  first.write('It left')
  const second = openTab().replies.to('one')
  second.write('It left today.')
  second.submit()
  await pass(UNDO_MS)
  second.write('Another')
  tell()
  expect([posted(), first.text.value, second.text.value]).toEqual([
    ['It left today.'],
    'Another',
    'Another',
  ])
})

it('forgets nothing that another tab has written when it is emptied, and has it instead', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.write('It left today.')
  tell()
  second.write('Another')
  second.submit()
  first.write('')
  const taken = first.text.value
  tell()
  await pass(UNDO_MS)
  expect([taken, second.text.value, posted()]).toEqual(['Another', '', ['Another']])
})

it('is posted once from two tabs that were told of each other too late', async () => {
  const { openTab, pass, posted, requests } = browsing()
  openTab().replies.to('one').write('It left today.')
  const [first, second] = [openTab().replies.to('one'), openTab().replies.to('one')]
  first.submit()
  second.submit()
  await pass(UNDO_MS)
  expect([posted(), requests()]).toEqual([['It left today.'], 2])
})
