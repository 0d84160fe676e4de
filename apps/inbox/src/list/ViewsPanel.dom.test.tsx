import { settle } from '@porchlight/testkit'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createAsked } from '../models/asked.ts'
import { createOutcomes } from '../models/outcomes.ts'
import { createViews } from '../models/views.ts'
import { RightsContext } from '../rights-context.ts'
import { buildQueryBar, buildView } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { ViewsPanel } from './ViewsPanel.tsx'

const root = document.body.appendChild(document.createElement('div'))
afterEach(() => render(null, root))

async function draw({ mayWrite = true } = {}) {
  const { api, client, clock } = openFakeApi()
  for (const [n, name] of ['Mine', 'Urgent', 'Waiting'].entries()) {
    api.views.set(`view${n + 1}`, buildView(n + 1, { name }))
  }
  const views = createViews(client.views)
  const asked = createAsked({ bar: buildQueryBar(''), views, clock })
  await act(async () => {
    render(
      <RightsContext.Provider value={{ may: () => mayWrite }}>
        <ViewsPanel
          views={views}
          asked={asked}
          outcomes={createOutcomes(client.tickets)}
          onClose={() => {}}
        />
      </RightsContext.Provider>,
      root,
    )
    await settle()
  })
  const links = () => [...root.querySelectorAll<HTMLElement>('nav a')]
  const button = (label: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(`[aria-label="${label}"]`)
    if (found === null) throw new Error(`no ${label}`)
    return found
  }
  return {
    api,
    shown: () => links().map((link) => link.textContent),
    said: () => root.querySelector('nav [role="status"]')?.textContent,
    alert: () => root.querySelector('[role="alert"]')?.textContent,
    focused: () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    button,
    buttons: () => root.querySelectorAll('.move').length,
    press: (label: string) =>
      act(async () => {
        button(label).focus()
        button(label).click()
        await settle()
      }),
    key: (name: string, key: string, altKey = true) =>
      act(async () => {
        const link = links().find(({ textContent }) => textContent === name)
        link?.focus()
        link?.dispatchEvent(
          new KeyboardEvent('keydown', { key, altKey, bubbles: true, cancelable: true }),
        )
        await settle()
      }),
  }
}

it('moves a view by button, says where it stands, and keeps the focus, also at the end', async () => {
  const { shown, said, focused, button, press } = await draw()
  await press('Move Waiting up')
  const once = [shown(), said(), focused()]
  await press('Move Waiting up')
  const twice = [
    shown(),
    said(),
    focused(),
    button('Move Waiting up').getAttribute('aria-disabled'),
  ]
  await press('Move Waiting up')
  expect([once, twice, shown()]).toEqual([
    [['Inbox', 'Mine', 'Waiting', 'Urgent'], 'Waiting, 2 of 3', 'Move Waiting up'],
    [['Inbox', 'Waiting', 'Mine', 'Urgent'], 'Waiting, 1 of 3', 'Move Waiting up', 'true'],
    ['Inbox', 'Waiting', 'Mine', 'Urgent'],
  ])
})

it('moves the view that has the focus by Alt and an arrow, and by no arrow alone', async () => {
  const { shown, said, focused, key } = await draw()
  await key('Mine', 'ArrowDown', false)
  const before = shown()
  await key('Mine', 'ArrowDown')
  expect([before, shown(), said(), focused()]).toEqual([
    ['Inbox', 'Mine', 'Urgent', 'Waiting'],
    ['Inbox', 'Urgent', 'Mine', 'Waiting'],
    'Mine, 2 of 3',
    'Mine',
  ])
})

it('takes a move back that was refused, says why and where it stands, and keeps the focus', async () => {
  const { api, shown, said, alert, focused, press } = await draw()
  api.fail({ to: 'PATCH views/', as: 'offline' })
  await press('Move Mine down')
  expect([shown(), said(), alert(), focused()]).toEqual([
    ['Inbox', 'Mine', 'Urgent', 'Waiting'],
    'Mine, 1 of 3',
    'Not moved. We cannot reach the server. Check the connection.',
    'Move Mine down',
  ])
})

it('says that a colleague has deleted the view beside it, and shows what is there', async () => {
  const { api, shown, alert, press } = await draw()
  api.views.delete('view2')
  await press('Move Mine down')
  expect([shown(), alert()]).toEqual([
    ['Inbox', 'Mine', 'Waiting'],
    'Not moved: somebody has deleted the view beside it. Try again.',
  ])
})

it('offers nothing to a key that may not write', async () => {
  const { shown, buttons, key } = await draw({ mayWrite: false })
  await key('Mine', 'ArrowDown')
  expect([buttons(), shown()]).toEqual([0, ['Inbox', 'Mine', 'Urgent', 'Waiting']])
})
