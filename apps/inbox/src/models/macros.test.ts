import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMacro } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createMacros } from './macros.ts'

async function saved(...names: readonly string[]) {
  const { api, client } = openFakeApi()
  for (const [n, name] of names.entries()) {
    api.macros.set(`macro-${n + 1}`, buildMacro(n + 1, { name }))
  }
  const macros = createMacros(client.macros)
  await settle()
  return { api, macros, names: () => macros.all.value.map(({ name }) => name) }
}

it('lists macros by name, makes, changes and deletes them', async () => {
  const { api, macros, names } = await saved('Thanks')
  expect(await macros.save({ id: null, name: 'Hello', text: 'Hi.' })).toBe(true)
  expect(await macros.save({ id: 'macro-1', name: 'Regards', text: 'Yours.' })).toBe(true)
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
  expect(await macros.save({ id: 'macro-1', name: 'Bye', text: 'Bye.' })).toBe(false)
  const failed = macros.change.value
  macros.settle()
  expect([failed, macros.change.value, names()]).toMatchObject([
    { kind: 'failed', error: { kind: 'offline' } },
    { kind: 'idle' },
    ['Thanks'],
  ])
})

it('takes for deleted what somebody else has deleted', async () => {
  const { api, macros, names } = await saved('Thanks', 'Hello')
  api.macros.clear()
  expect(await macros.remove('macro-1')).toBe(true)
  expect(await macros.save({ id: 'macro-2', name: 'Hello', text: 'Hi.' })).toBe(false)
  expect([names(), macros.change.value.kind]).toEqual([[], 'failed'])
})
