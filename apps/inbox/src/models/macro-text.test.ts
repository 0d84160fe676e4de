import { expect, it } from 'vitest'
import { buildAgent, buildTicket } from '../testing/build.ts'
import { fillMacro, openVariables, valuesAt } from './macro-text.ts'

const values = valuesAt(
  buildTicket(7, { anonymous_traits: { name: 'Ada Lund', plan: 'Pro', seats: 3, note: ' ' } }),
  buildAgent(1, { name: 'Grace Hopper' }),
)

it.each([
  ['Hello {{visitor.name}}', 'Hello Ada Lund'],
  ['Hello {{ visitor.first_name }}, #{{ticket.number}}', 'Hello Ada, #7'],
  ['{{visitor.plan}} with {{visitor.seats}}', 'Pro with 3'],
  ['Yours, {{agent.first_name}} ({{agent.email}})', 'Yours, Grace (agent-1@team.test)'],
  ['Hello {{visitor.nick|there}}', 'Hello there'],
  ['Hello{{visitor.nick|}}', 'Hello'],
  ['{{visitor.name|there}}', 'Ada Lund'],
  ['{{visitor.email}} {{visitor.note}} {{x}} {{agent.toString}}', null],
  ['{{}} {visitor.name} {{visitor.name', null],
])('fills %j in as %j', (text, filled) => {
  expect(fillMacro(text, values)).toBe(filled ?? text)
})

it('fills in nothing of what a visitor is called', () => {
  const named = valuesAt(buildTicket(1, { anonymous_traits: { name: '{{agent.name}}' } }), {
    name: 'Grace',
    email: 'g@team.test',
  })
  const filled = fillMacro('Hello {{visitor.name}}', named)
  expect([filled, openVariables(filled)]).toEqual([
    'Hello {{agent.name}}',
    [{ written: '{{agent.name}}', at: 6 }],
  ])
})

it('knows no agent for the key of a server', () => {
  const filled = fillMacro('{{agent.name}} {{agent.name|we}}', valuesAt(buildTicket(1), null))
  expect(filled).toBe('{{agent.name}} we')
})
