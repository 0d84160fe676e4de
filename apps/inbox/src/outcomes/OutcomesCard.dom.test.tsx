import { settle } from '@porchlight/testkit'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createOutcomes } from '../models/outcomes.ts'
import { buildTicket } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { OutcomesCard } from './OutcomesCard.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

async function draw({ count = 3, isCut = false } = {}) {
  const { api, client } = openFakeApi(Array.from({ length: count }, (_, n) => buildTicket(n + 1)))
  if (isCut) api.fail({ to: 'GET tickets/assistant_outcomes', as: 'offline' })
  await act(() => render(<OutcomesCard outcomes={createOutcomes(client.tickets)} />, root))
  await act(settle)
  return () => [...root.querySelectorAll('dl > div')].map((each) => each.textContent)
}

it('counts what the assistant came to in a week, or in a month', async () => {
  const counts = await draw()
  expect(counts()).toEqual(['Resolved0', 'Handed over3', 'Abandoned0', 'Under way0'])
  await act(() => root.querySelectorAll<HTMLElement>('input')[1]?.click())
  expect(counts()).toEqual(['Resolved0', 'Handed over6', 'Abandoned0', 'Under way0'])
})

it('is not there where no assistant has answered', async () => {
  await draw({ count: 0 })
  expect(root.textContent).toBe('')
})

it('says that it is not known', async () => {
  await draw({ isCut: true })
  expect(root.textContent).toBe(
    'What the assistant came to is not known. We cannot reach the server. Check the connection.',
  )
})
