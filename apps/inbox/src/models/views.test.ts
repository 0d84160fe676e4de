import { REQUEST_TIMEOUT_MS } from '@porchlight/client'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildView } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { FIRST_FILTERS } from './filters.ts'
import { createViews } from './views.ts'

async function saved(...names: readonly string[]) {
  const { api, client, clock } = openFakeApi()
  for (const [n, name] of names.entries()) {
    api.views.set(`view${n + 1}`, buildView(n + 1, { name }))
  }
  const views = createViews(client.views)
  const colleague = createViews(client.views)
  await settle()
  const shown = () => views.all.value.map(({ name }) => name)
  const answered = async () => {
    const later = createViews(client.views)
    await settle()
    return later.all.value.map(({ name }) => name)
  }
  return { api, views, shown, answered, colleague, clock }
}

it('lists views in the order of the team, also one that another version has saved', async () => {
  const { api, views, shown } = await saved('Waiting', 'Mine')
  api.views.set(
    'odd',
    buildView(9, { short_id: 'odd', name: 'Odd', position: 1, filters: { status: 'closed' } }),
  )
  await views.reload()
  expect([views.state.value.kind, shown()]).toEqual(['ready', ['Waiting', 'Odd', 'Mine']])
})

it('makes, renames, changes and deletes one', async () => {
  const { api, views, shown } = await saved()
  const id =
    (await views.create('Mine', { ...FIRST_FILTERS, priority: ['high'] }, ['priority'])) ?? ''
  const made = [shown(), api.views.get(id)?.filters]
  await views.rename(id, 'Ours')
  await views.save(id, { ...FIRST_FILTERS, priority: ['low'] }, [])
  const changed = [shown(), api.views.get(id)?.filters]
  await views.remove(id)
  expect([made, changed, shown(), api.views.size]).toEqual([
    [['Mine'], expect.objectContaining({ priority: ['high'], filterOrder: ['priority'] })],
    [['Ours'], expect.objectContaining({ priority: ['low'], filterOrder: [] })],
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

it('keeps a view in its place when it is renamed, and puts a new one behind the others', async () => {
  const { views, shown } = await saved('B', 'C')
  await views.rename('view1', 'Z')
  await views.create('A', FIRST_FILTERS, [])
  expect(shown()).toEqual(['Z', 'C', 'A'])
})

it('moves a view at once, and one move after the other, so that the last one counts', async () => {
  const { api, views, shown, answered } = await saved('A', 'B', 'C')
  let arrive = (): void => {}
  const until = new Promise<void>((resolve) => {
    arrive = resolve
  })
  api.fail({ to: 'PATCH views/', as: { until } })
  const moves = [views.move('view3', -1), views.move('view3', -1), views.move('view1', 1)]
  const shownAtOnce = shown()
  await settle()
  const sent = api.requests.filter((request) => request.startsWith('PATCH')).length
  arrive()
  expect([shownAtOnce, sent, await Promise.all(moves), shown(), await answered()]).toEqual([
    ['C', 'B', 'A'],
    1,
    [true, true, true],
    ['C', 'B', 'A'],
    ['C', 'B', 'A'],
  ])
})

it('moves none that has no other beside it, and none that is gone', async () => {
  const { api, views } = await saved('A', 'B')
  const answers = [
    await views.move('view1', -1),
    await views.move('view2', 1),
    await views.move('gone', 1),
  ]
  expect([answers, api.requests.filter((request) => request.startsWith('PATCH'))]).toEqual([
    [false, false, false],
    [],
  ])
})

it('takes back a move that did not arrive, says so, and keeps those before and after it', async () => {
  const { api, views, shown, answered } = await saved('A', 'B', 'C')
  api.fail({ to: 'PATCH views/view2', as: 'offline' })
  const moves = [views.move('view3', -1), views.move('view2', -1), views.move('view1', 1)]
  const before = shown()
  expect([before, await Promise.all(moves), shown(), await answered()]).toEqual([
    ['B', 'A', 'C'],
    [true, false, true],
    ['C', 'B', 'A'],
    ['C', 'B', 'A'],
  ])
})

it('reads again what the order is when a move was refused, since somebody has deleted one', async () => {
  const { api, views, shown } = await saved('A', 'B', 'C')
  api.views.delete('view2')
  expect([await views.move('view1', 1), shown(), views.change.value]).toMatchObject([
    false,
    ['A', 'C'],
    { kind: 'failed', what: 'move' },
  ])
})

it('reads again what the order is when nobody knows whether a move was made', async () => {
  const { api, views, shown, clock } = await saved('A', 'B')
  const [arrive, answeredAfter] = held()
  api.fail({ to: 'PATCH views/', as: { answeredAfter } })
  const moving = views.move('view1', 1)
  await settle()
  await clock.advance(REQUEST_TIMEOUT_MS)
  arrive()
  expect([await moving, shown(), views.change.value]).toMatchObject([
    false,
    ['B', 'A'],
    { kind: 'failed', what: 'move', error: { kind: 'timeout' } },
  ])
})

it('shows what colleagues have moved meanwhile, once the place of a move is another one than here', async () => {
  const { views, shown, answered, colleague } = await saved('A', 'B', 'C')
  await colleague.move('view3', -1)
  await colleague.move('view3', -1)
  const before = shown()
  const isMoved = await views.move('view1', 1)
  expect([before, isMoved, shown(), await answered()]).toEqual([
    ['A', 'B', 'C'],
    true,
    ['C', 'B', 'A'],
    ['C', 'B', 'A'],
  ])
})

it('reads no list again when a move has come to the place that is shown', async () => {
  const { api, views } = await saved('A', 'B', 'C')
  await views.move('view1', 1)
  await views.move('view1', 1)
  expect(api.requests.filter((request) => request.startsWith('GET views')).length).toBe(2)
})

it('does not show an order from before a move that is under way', async () => {
  const { api, views, shown } = await saved('A', 'B')
  const moving = views.move('view1', 1)
  const reading = views.reload()
  const before = shown()
  await Promise.all([moving, reading])
  expect([before, shown(), api.requests.at(-1)]).toEqual([
    ['B', 'A'],
    ['B', 'A'],
    expect.stringMatching(/^GET views/),
  ])
})

it('goes on saying that a move was refused when the one after it was not', async () => {
  const { api, views, shown } = await saved('A', 'B', 'C')
  api.fail({ to: 'PATCH views/view3', as: { status: 403, code: 'permission_denied' } })
  const moves = [views.move('view3', -1), views.move('view2', -1)]
  expect([await Promise.all(moves), shown(), views.change.value]).toMatchObject([
    [false, true],
    ['A', 'B', 'C'],
    { kind: 'failed', what: 'move' },
  ])
  await views.rename('view1', 'Z')
  expect(views.change.value).toEqual({ kind: 'idle' })
})

it('keeps a view that was saved, and none that was deleted, while the list was read', async () => {
  const { api, views, shown } = await saved('A', 'B')
  const [arrive, answeredAfter] = held()
  api.fail({ to: 'GET views/', as: { answeredAfter } })
  const reading = views.reload()
  await settle()
  await views.create('C', FIRST_FILTERS, [])
  await views.remove('view1')
  arrive()
  await reading
  expect([shown(), views.state.value.kind]).toEqual([['B', 'C'], 'ready'])
})

it('does not take a name back with the answer to a move from before it', async () => {
  const { api, views, shown } = await saved('A', 'B')
  const [arrive, answeredAfter] = held()
  api.fail({ to: 'PATCH views/', as: { answeredAfter } })
  const moving = views.move('view1', 1)
  await settle()
  await views.rename('view1', 'Z')
  arrive()
  expect([await moving, shown()]).toEqual([true, ['B', 'Z']])
})

it('saves one change after the other, so that no older answer comes last', async () => {
  const { api, views, shown } = await saved('A')
  const [arrive, answeredAfter] = held()
  api.fail({ to: 'PATCH views/', as: { answeredAfter } })
  const renaming = views.rename('view1', 'Z')
  const saving = views.save('view1', { ...FIRST_FILTERS, priority: ['high'] }, ['priority'])
  const removing = views.remove('view1')
  await settle()
  const meanwhile = [...api.views.keys()]
  arrive()
  expect([meanwhile, await Promise.all([renaming, saving, removing]), shown()]).toEqual([
    ['view1'],
    [true, true, true],
    [],
  ])
})

function held(): [letGo: () => void, until: Promise<void>] {
  let letGo = (): void => {}
  const until = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return [() => letGo(), until]
}
