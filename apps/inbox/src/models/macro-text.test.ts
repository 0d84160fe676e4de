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

it('fills in what is proven of a visitor, whatever they say', () => {
  const proven = { email: 'ada@lund.test', name: 'Ada Lund' }
  const ticket = buildTicket(1, {
    anonymous_traits: { email: 'boss@lund.test', plan: 'Pro' },
    person: {
      id: 'visitor-1',
      name: 'Ada Lund',
      distinct_ids: ['visitor-1'],
      properties: { plan: 'Pro', ...proven },
      created_at: '2026-01-01T11:00:00.000Z',
      is_identified: true,
    },
  })
  const filled = fillMacro(
    '{{visitor.first_name}}, {{visitor.email}}, {{visitor.plan}}',
    valuesAt(ticket, null),
  )
  expect(filled).toBe('Ada, ada@lund.test, Pro')
})

it('knows no agent for the key of a server', () => {
  const filled = fillMacro('{{agent.name}} {{agent.name|we}}', valuesAt(buildTicket(1), null))
  expect(filled).toBe('{{agent.name}} we')
})
