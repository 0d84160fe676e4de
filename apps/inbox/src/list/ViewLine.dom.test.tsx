import { settle } from '@porchlight/testkit'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createAsked } from '../models/asked.ts'
import { createViews } from '../models/views.ts'
import { buildQueryBar, buildView } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { ViewLine } from './ViewLine.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

async function draw(query: string, { isCut = false } = {}) {
  const { api, client, clock } = openFakeApi()
  api.views.set('view1', buildView(1, { filters: { status: ['open'] } }))
  if (isCut) api.fail({ to: 'GET views/', as: 'offline' })
  const views = createViews(client.views)
  const bar = buildQueryBar(query)
  const asked = createAsked({ bar, views, clock })
  await act(async () => {
    render(<ViewLine views={views} asked={asked} />, root)
    await settle()
  })
  return {
    api,
    asked,
    bar,
    text: () => root.querySelector('p')?.textContent ?? '',
    press: (word: string) =>
      act(async () => {
        const buttons = [...root.querySelectorAll('button')]
        buttons.find((button) => button.textContent === word)?.click()
        await settle()
      }),
  }
}

it('does not call a view gone when it could not look, and looks again', async () => {
  const { asked, text, press } = await draw('view=view1', { isCut: true })
  const before = [text(), asked.filters.value]
  await press('Try again')
  expect([before, text(), asked.view.value.kind]).toEqual([
    ['We could not look for this view. We cannot reach the server. Check the connection.', null],
    '',
    'found',
  ])
})

it('leads out of a view that is gone', async () => {
  const { bar, text, press } = await draw('view=gone')
  const before = text()
  await press('Go to the inbox')
  expect([before, bar.query.value, text()]).toEqual([
    'This view is gone: somebody deleted it. All open tickets are shown.',
    '',
    '',
  ])
})

it('saves changed filters for the team, or goes back to those that are saved', async () => {
  const { api, asked, bar, press } = await draw('view=view1')
  await act(() => asked.change({ priority: ['high'] }))
  await press('Undo')
  const undone = bar.query.value
  await act(() => asked.change({ priority: ['high'] }))
  await press('Save for the team')
  expect([undone, bar.query.value, api.views.get('view1')?.filters]).toEqual([
    'view=view1',
    'view=view1',
    expect.objectContaining({ status: ['open'], priority: ['high'] }),
  ])
})
