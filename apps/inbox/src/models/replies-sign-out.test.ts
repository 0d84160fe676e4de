import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { UNDO_MS } from './reply.ts'

const LEFT = [{ ticketId: 'one', ticketNumber: 12 }]

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

it('is held still by a tab that is loaded again after another has signed out, and is sent', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [here, there] = [openTab(), openTab()]
  here.replies.to('one').write('It left today.')
  here.replies.to('one').submit()
  there.replies.clear()
  tell()
  here.close()
  const again = openTab({ tab: here.tab }).replies.to('one')
  const found = [again.text.value, again.state.value.kind]
  await pass(UNDO_MS)
  expect([found, posted()]).toEqual([['It left today.', 'held'], ['It left today.']])
})

it.each([
  ['hears', true],
  ['does not hear', false],
])(
  'is kept when it could not be sent, in a tab that %s that another has signed out',
  async (_, isTold) => {
    const { openTab, tell, cut, stall, pass } = browsing()
    const [here, there] = [openTab(), openTab()]
    here.replies.to('one').write('It left today.')
    here.replies.to('one').submit()
    const answer = stall()
    cut()
    await pass(UNDO_MS)
    there.replies.clear()
    if (isTold) tell()
    answer()
    await settle()
    expect([here.replies.left.value, openTab().replies.to('one').text.value]).toEqual([
      LEFT,
      'It left today.',
    ])
  },
)

it('leaves what is begun after signing out alone when the last reply then fails', async () => {
  const { openTab, cut, stall, pass } = browsing()
  const { replies, signOut, tab } = openTab()
  replies.to('one').write('It left today.')
  replies.to('one').submit()
  const answer = stall()
  cut()
  replies.clear()
  signOut()
  const next = openTab({ tab }).replies.to('one')
  next.write('Another')
  answer()
  await pass(UNDO_MS)
  expect([next.text.value, openTab().replies.to('one').text.value]).toEqual(['Another', 'Another'])
})

it('is sent by a tab that holds it when another signs out', async () => {
  const { openTab, tell, pass, posted } = browsing()
  const [here, there] = [openTab().replies.to('one'), openTab().replies]
  here.write('It left today.')
  here.submit()
  there.clear()
  tell()
  const kind = here.state.value.kind
  await pass(UNDO_MS)
  expect([kind, posted()]).toEqual(['held', ['It left today.']])
})
