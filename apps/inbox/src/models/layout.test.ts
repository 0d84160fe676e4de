import type { ProfileConfig } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildConfig } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createLayout } from './layout.ts'

async function laidOut(...configs: readonly ProfileConfig[]) {
  const { api, client } = openFakeApi()
  api.configs.push(...configs)
  const layout = createLayout(client.profileConfigs)
  await settle()
  return { api, client, layout, keys: () => layout.fields.value.map(({ key }) => key) }
}

it('reads the layout of persons, and passes over what is no field', async () => {
  const sidebar = { fields: ['plan', 7, { key: 'mrr', title: 'Revenue' }, { title: 'None' }] }
  const { layout } = await laidOut(
    buildConfig(1, { scope: 'group_0', sidebar: { fields: ['seats'] } }),
    buildConfig(2, { sidebar }),
  )
  expect(layout.fields.value).toEqual([
    { key: 'plan', title: null },
    { key: 'mrr', title: 'Revenue' },
  ])
})

it('saves another order, and leaves alone what else stands there', async () => {
  const fields = ['plan', { key: 'mrr', title: 'Revenue' }]
  const { api, layout, keys } = await laidOut(buildConfig(1, { sidebar: { fields, theirs: 1 } }))
  await layout.setKeys(['mrr', 'plan', 'city'])
  expect([keys(), api.configs.map(({ sidebar }) => sidebar)]).toEqual([
    ['mrr', 'plan', 'city'],
    [{ fields: [{ key: 'mrr', title: 'Revenue' }, 'plan', 'city'], theirs: 1 }],
  ])
})

it('makes a layout where there is none', async () => {
  const { api, layout } = await laidOut()
  await layout.setKeys(['plan'])
  expect(api.configs.map(({ sidebar }) => sidebar)).toEqual([{ fields: ['plan'] }])
})

it('takes back what was not saved, and says why', async () => {
  const { api, layout, keys } = await laidOut(buildConfig(1, { sidebar: { fields: ['plan'] } }))
  api.fail({ to: 'PATCH customer', as: { status: 403, code: 'permission_denied' } })
  await layout.setKeys([])
  expect([keys(), layout.failure.value?.kind]).toEqual([['plan'], 'problem'])
})

it('makes no second layout while it is not known whether there is one', async () => {
  const { api, client } = await laidOut(buildConfig(1, { sidebar: { fields: ['plan'] } }))
  for (let n = 0; n < 2; n++) api.fail({ to: 'GET customer', as: 'offline' })
  const layout = createLayout(client.profileConfigs)
  await layout.setKeys(['city'])
  expect([api.configs.length, layout.failure.value?.kind]).toEqual([1, 'offline'])
})
