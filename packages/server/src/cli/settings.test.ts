import { expect, it } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import { createTestPlace } from '../testing/test-database.ts'
import type { Json } from '../testing/test-server.ts'
import { settings } from './settings.ts'

async function createCommand(): Promise<(...changes: string[]) => Promise<Json>> {
  const { dataDir = '', databaseUrl = null } = await createTestPlace()
  return async (...changes) => {
    const printed: string[] = []
    const environment = { dataFolder: dataDir, databaseUrl }
    const print = (text: string): void => void printed.push(text)
    await settings({ environment, log: DEFAULTS.log, print }, { project: 1, changes })
    return JSON.parse(printed.join('\n'))
  }
}

it('[SV135] shows the settings, changes those that are named, and keeps them', async () => {
  const run = await createCommand()
  expect(await run()).toMatchObject({ widget_enabled: false, widget_domains: [] })
  const changes = ['widget_enabled=true', 'widget_domains=["a.com","*.b.com"]', 'widget_color=red']
  const changed = await run(...changes)
  expect(changed).toMatchObject({
    widget_enabled: true,
    widget_domains: ['a.com', '*.b.com'],
    widget_color: 'red',
    widget_position: 'bottom_right',
  })
  expect(await run()).toEqual(changed)
})

it('[SV156] limits answers, or lets the server decide', async () => {
  const run = await createCommand()
  expect(await run()).toMatchObject({ answers_per_month: 'default' })
  expect(await run('answers_per_month=1000')).toMatchObject({ answers_per_month: 1000 })
  expect(await run('answers_per_month=null')).toMatchObject({ answers_per_month: null })
  expect(await run('answers_per_month=default')).toMatchObject({ answers_per_month: 'default' })
})

it.each([
  ['widget_enabled=perhaps', /^widget_enabled: /],
  ['widget_domains=["https://"]', /^widget_domains\.0: /],
  ['widget_greeting_text=5', /^widget_greeting_text: /],
  ['answers_per_month=-1', /^answers_per_month: Must be a whole number/],
  ['answers_per_month=1.5', /^answers_per_month: /],
  ['answers_per_month=many', /^answers_per_month: /],
  ['no_such_setting=1', /^no_such_setting: /],
  ['widget_enabled', /^A change is name=value/],
])('[SV135] refuses %s', async (change, message) => {
  const run = await createCommand()
  await expect(run(change)).rejects.toThrow(message)
})

it('[SV135] knows no other project', async () => {
  const { dataDir = '', databaseUrl = null } = await createTestPlace()
  const environment = { dataFolder: dataDir, databaseUrl }
  const wanted = { project: 9, changes: [] }
  await expect(
    settings({ environment, log: DEFAULTS.log, print: () => {} }, wanted),
  ).rejects.toThrow('There is no project 9.')
})
