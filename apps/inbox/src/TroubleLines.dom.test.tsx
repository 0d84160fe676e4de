import { signal } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import type { Trouble } from './models/work.ts'
import { TroubleLines } from './TroubleLines.tsx'
import { buildAgent, buildTicket } from './testing/build.ts'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

const mine = buildTicket(12, { priority: 'high' })
const ben = { id: 7, type: 'user', user: { email: 'b@team.test' }, role: null } as const
const done: string[] = []

function draw(trouble: Trouble): { text: string; press: (word: string) => void } {
  done.length = 0
  const work = {
    troubles: signal([trouble]),
    change: async () => {},
    changeStatuses: async () => {},
    changeTags: async () => {},
    dismiss: () => done.push('dismissed'),
    close: () => {},
  }
  act(() => render(<TroubleLines work={work} agents={[buildAgent(7, { name: 'Ben' })]} />, root))
  return {
    text: root.querySelector('.trouble-text')?.textContent ?? '',
    press(word) {
      const buttons = [...root.querySelectorAll('button')]
      buttons.find((button) => button.textContent === word)?.click()
    },
  }
}

it('says whose value stands, and offers the other one', () => {
  const theirs = { ...mine, priority: null }
  const turn = () => done.push('turned')
  const crossed = { kind: 'crossed', number: 12, field: 'priority', mine, theirs, turn } as const
  const { text, press } = draw({ ...crossed, stands: 'mine' })
  press('Set None')
  press('Leave it')
  expect([text, done]).toEqual([
    'Ticket 12: somebody else set the priority to None while you set High. Yours came last.',
    ['turned', 'dismissed'],
  ])
  const after = draw({ ...crossed, stands: 'theirs' })
  after.press('Set High')
  expect([after.text, done]).toEqual([
    'Ticket 12: somebody else set the priority to None, right after you set High.',
    ['turned'],
  ])
})

it('names people, and says what was not changed and how to try again', () => {
  const theirs = { ...mine, assignee: ben }
  const turn = () => {}
  expect(
    draw({ kind: 'crossed', number: 12, field: 'assignee', mine, theirs, turn, stands: 'theirs' })
      .text,
  ).toBe('Ticket 12: somebody else set who it is with to Ben, right after you set Nobody.')
  const again = () => done.push('again')
  const error = { kind: 'offline', cause: null } as const
  const { text, press } = draw({ kind: 'failed', numbers: [1, 2], error, again })
  press('Try again')
  expect([text, done]).toEqual([
    '2 tickets: not changed. We cannot reach the server. Check the connection.',
    ['again'],
  ])
})
