import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildView } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { FIRST_FILTERS } from './filters.ts'
import { createViews } from './views.ts'

async function saved(...names: readonly string[]) {
  const { api, client } = openFakeApi()
  for (const [n, name] of names.entries()) {
    api.views.set(`view${n + 1}`, buildView(n + 1, { name }))
  }
  const views = createViews(client.views)
  await settle()
  const shown = () => views.all.value.map(({ name }) => name)
  return { api, views, shown }
}

it('lists views by name, also one that another version has saved', async () => {
  const { api, views, shown } = await saved('Waiting', 'Mine')
  api.views.set(
    'odd',
    buildView(9, { short_id: 'odd', name: 'Odd', filters: { status: 'closed' } }),
  )
  await views.reload()
  expect([views.state.value.kind, shown()]).toEqual(['ready', ['Mine', 'Odd', 'Waiting']])
})

it('makes, renames, changes and deletes one', async () => {
  const { api, views, shown } = await saved()
  const id = (await views.create('Mine', { ...FIRST_FILTERS, priority: ['high'] })) ?? ''
  const made = [shown(), api.views.get(id)?.filters]
  await views.rename(id, 'Ours')
  await views.save(id, { ...FIRST_FILTERS, priority: ['low'] })
  const changed = [shown(), api.views.get(id)?.filters]
  await views.remove(id)
  expect([made, changed, shown(), api.views.size]).toEqual([
    [['Mine'], expect.objectContaining({ priority: ['high'] })],
    [['Ours'], expect.objectContaining({ priority: ['low'] })],
    [],
    0,
  ])
})

it('says why nothing was saved, and keeps what there was', async () => {
  const { api, views, shown } = await saved('Mine')
  api.fail({ to: 'PATCH views/', as: { status: 403, code: 'permission_denied' } })
  expect([await views.rename('view1', 'Ours'), views.change.value.kind, shown()]).toEqual([
    false,
    'failed',
    ['Mine'],
  ])
})

it('counts a view that somebody else has deleted as deleted', async () => {
  const { api, views, shown } = await saved('Mine')
  api.views.clear()
  expect([await views.remove('view1'), views.change.value.kind, shown()]).toEqual([
    true,
    'idle',
    [],
  ])
})
