import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMacro } from '../testing/build.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createKeptMacro } from './kept-macro.ts'
import { createMacros } from './macros.ts'

async function saved(...names: readonly string[]) {
  const { api, client } = openFakeApi()
  for (const [n, name] of names.entries()) {
    api.macros.set(`macro-${n + 1}`, buildMacro(n + 1, { name }))
  }
  const macros = createMacros(client.macros, createKeptMacro(createMemoryStorage))
  await settle()
  return { api, macros, names: () => macros.all.value.map(({ name }) => name) }
}

it('lists macros by name, makes, changes and deletes them', async () => {
  const { api, macros, names } = await saved('Thanks')
  expect(await macros.save({ id: null, name: 'Hello', text: 'Hi.', was: null })).toBe(true)
  expect(await macros.save({ id: 'macro-1', name: 'Regards', text: 'Yours.', was: null })).toBe(
    true,
  )
  const changed = [names(), api.macros.get('macro-1')?.text]
  expect(await macros.remove('macro-1')).toBe(true)
  expect([changed, names(), api.macros.size]).toEqual([
    [['Hello', 'Regards'], 'Yours.'],
    ['Hello'],
    1,
  ])
})

it('says what was not saved', async () => {
  const { api, macros, names } = await saved('Thanks')
  api.fail({ to: 'PATCH macros/', as: 'offline' })
  expect(await macros.save({ id: 'macro-1', name: 'Bye', text: 'Bye.', was: null })).toBe(false)
  const failed = macros.change.value
  macros.settle()
  expect([failed, macros.change.value, names()]).toMatchObject([
    { kind: 'failed', error: { kind: 'offline' } },
    { kind: 'idle' },
    ['Thanks'],
  ])
})

it('leaves what another agent has changed, and says so where both have changed the same', async () => {
  const { api, macros } = await saved('Thanks')
  const was = macros.all.value[0] ?? null
  api.macros.set('macro-1', buildMacro(1, { name: 'Merci', text: 'Text 1' }))
  expect(await macros.save({ id: 'macro-1', name: 'Thanks', text: 'New.', was })).toBe(true)
  expect(api.macros.get('macro-1')).toMatchObject({ name: 'Merci', text: 'New.' })
  macros.draft.value = { id: 'macro-1', name: 'Danke', text: 'Text 1', was }
  expect(await macros.save(macros.draft.value)).toBe(false)
  const again = macros.draft.value
  expect([api.macros.get('macro-1')?.name, again, macros.change.value]).toMatchObject([
    'Merci',
    { name: 'Danke', text: 'New.', was: { name: 'Merci' } },
    { kind: 'failed', error: { status: 409 }, draft: again },
  ])
  expect(await macros.save(again)).toBe(true)
  expect([api.macros.get('macro-1'), macros.draft.value]).toMatchObject([{ name: 'Danke' }, null])
})

it('leaves a draft alone that was begun while another was on its way', async () => {
  const { api, macros } = await saved()
  let arrive = (): void => {}
  api.fail({ to: 'POST macros/', as: { until: new Promise<void>((done) => (arrive = done)) } })
  const sent = { id: null, name: 'Hello', text: 'Hi.', was: null }
  macros.draft.value = sent
  const saving = macros.save(sent)
  const next = { ...sent, name: 'Other' }
  macros.draft.value = next
  arrive()
  expect([await saving, macros.draft.value]).toEqual([true, next])
})

it('takes for deleted what somebody else has deleted', async () => {
  const { api, macros, names } = await saved('Thanks', 'Hello')
  api.macros.clear()
  expect(await macros.remove('macro-1')).toBe(true)
  expect(await macros.save({ id: 'macro-2', name: 'Hello', text: 'Hi.', was: null })).toBe(false)
  expect([names(), macros.change.value.kind]).toEqual([[], 'failed'])
})

it('shows what it has saved, though a list comes later that was made before', async () => {
  const { api, macros } = await saved('Thanks')
  let come = (): void => {}
  const late = new Promise<void>((done) => (come = done))
  api.fail({ to: 'GET macros/', as: { answeredAfter: late } })
  void macros.reload()
  await settle()
  await macros.save({ id: 'macro-1', name: 'Thanks', text: 'New.', was: null })
  come()
  await settle()
  expect(macros.all.value.map(({ text }) => text)).toEqual(['New.'])
})

it('shows the list that was asked for last, whichever comes last', async () => {
  const { api, macros, names } = await saved('Thanks')
  let come = (): void => {}
  const late = new Promise<void>((done) => (come = done))
  api.fail({ to: 'GET macros/', as: { answeredAfter: late } })
  void macros.reload()
  await settle()
  api.macros.set('macro-2', buildMacro(2, { name: 'Hello' }))
  await macros.reload()
  come()
  await settle()
  expect(names()).toEqual(['Hello', 'Thanks'])
})

it('changes one that it has not read yet, and makes no second one', async () => {
  const { api, client } = openFakeApi()
  api.macros.set('macro-1', buildMacro(1, { name: 'Thanks', text: 'Thx' }))
  api.fail({ to: 'GET macros/', as: { until: new Promise(() => {}) } })
  const macros = createMacros(client.macros, createKeptMacro(createMemoryStorage))
  const was = { name: 'Thanks', text: 'Thx' }
  const isSaved = await macros.save({ id: 'macro-1', name: 'Thanks', text: 'New.', was })
  expect([isSaved, [...api.macros.values()].map(({ text }) => text)]).toEqual([true, ['New.']])
})

it('saves as another one what was deleted before it had read any', async () => {
  const { api, client } = openFakeApi()
  api.fail({ to: 'GET macros/', as: 'offline' })
  const macros = createMacros(client.macros, createKeptMacro(createMemoryStorage))
  await settle()
  const draft = { id: 'macro-1', name: 'Hello', text: 'Hi.', was: { name: 'Hello', text: 'Hey.' } }
  const isSaved = [await macros.save(draft), await macros.save(draft)]
  expect([isSaved, macros.all.value.map(({ text }) => text)]).toEqual([[false, true], ['Hi.']])
})
