import type { AgentDoing, TeamAside } from '@porchlight/protocol'
import { createManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMessage, uuid } from '../testing/build.ts'
import { createCompany } from './company.ts'

const CONVERSATION = uuid('conversation', 1)

function does(who: string, doing: AgentDoing, by: 'visitor' | 'agent' = 'agent'): TeamAside {
  const name = by === 'visitor' ? null : who
  const data = { conversation: CONVERSATION, ticket: uuid('ticket', 1), by, who, name, doing }
  return { event: 'activity', data }
}

function listening() {
  const clock = createManualClock()
  const company = createCompany(clock)
  const seen = () => company.all.value.map(({ who, doing }) => `${who} ${doing}`)
  return { clock, company, seen }
}

it('forgets a visitor 6 s after the last word, and an agent 50 s after', async () => {
  const { clock, company, seen } = listening()
  company.hear(does('ada', 'writing', 'visitor'))
  company.hear(does('Ben', 'noting'))
  company.hear(does('Grace', 'looking'))
  const steps = [seen()]
  for (const ms of [6_000, 44_000, 6_000]) {
    await clock.advance(ms)
    steps.push(seen())
  }
  expect(steps).toEqual([
    ['ada writing', 'Ben noting', 'Grace looking'],
    ['Ben looking', 'Grace looking'],
    ['Ben looking'],
    [],
  ])
})

it('forgets at once who has gone, and what has been posted is written no more', () => {
  const { company, seen } = listening()
  company.hear(does('ada', 'writing', 'visitor'))
  company.hear(does('Ben', 'writing'))
  company.hear(does('Grace', 'writing'))
  company.posted(CONVERSATION, buildMessage(1))
  company.posted(CONVERSATION, buildMessage(2, { author_type: 'support', author_name: 'Ben' }))
  company.posted(
    uuid('conversation', 2),
    buildMessage(3, { author_type: 'support', author_name: 'Grace' }),
  )
  company.hear(does('Ben', 'none'))
  expect(seen()).toEqual(['Grace writing'])
})

it('knows who is there until it is told otherwise, or nothing for a while', async () => {
  const { clock, company } = listening()
  const presence = (visitor: string, isHere: boolean): TeamAside => ({
    event: 'presence',
    data: { visitor, is_here: isHere },
  })
  company.hear(presence('ada', true))
  company.hear(presence('bob', true))
  company.hear(presence('bob', false))
  await clock.advance(40_000)
  const before = [...company.visitors.value]
  await clock.advance(10_000)
  expect([before, [...company.visitors.value]]).toEqual([['ada'], []])
})
