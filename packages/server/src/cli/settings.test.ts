import { DEFAULT_CONVERSATIONS_SETTINGS } from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { DEFAULT_SETTINGS, DEFAULTS } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { createTestPlace } from '../testing/test-database.ts'
import { type Json, startTestServer } from '../testing/test-server.ts'
import { settings } from './settings.ts'

async function createCommand(place?: Place): Promise<(...changes: string[]) => Promise<Json>> {
  const { dataDir = '', databaseUrl = null } = place ?? (await createTestPlace())
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

it('[SV146] names of the two sets never meet, and every setting can be changed by its name', async () => {
  const all = { ...DEFAULT_SETTINGS, ...DEFAULT_CONVERSATIONS_SETTINGS }
  const names = [DEFAULT_SETTINGS, DEFAULT_CONVERSATIONS_SETTINGS].flatMap(Object.keys)
  expect(Object.keys(all)).toEqual(names)
  const run = await createCommand()
  expect(await run()).toEqual(all)
  const same = Object.entries(all).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  expect(await run(...same)).toEqual(all)
})

it('[SV146] changes settings of both sets together or not at all', async () => {
  const run = await createCommand()
  const before = await run()
  const good = ['enabled=false', 'name=Shop', 'suggestions=["Prices"]', 'widget_enabled=true']
  for (const bad of ['widget_position=middle', 'position=middle', 'colour=red']) {
    await expect(run(...good, bad)).rejects.toThrow()
  }
  expect(await run()).toEqual(before)
  const changed = await run(...good)
  const expected = { enabled: false, name: 'Shop', suggestions: ['Prices'], widget_enabled: true }
  expect(changed).toEqual({ ...before, ...expected })
  expect(await run()).toEqual(changed)
})

it('[SV146] a running server goes by it from the next request on, and so does the next start', async () => {
  const test = await startTestServer()
  const run = await createCommand(test.place)
  const refresh = test.refreshToken()
  await test.session({ refresh: null, next: refresh })
  const ada = await test.visitor()
  const thread = await ada.open()
  await run('enabled=false', 'greeting=Back on Monday')
  expect((await ada.append(thread, 'Anybody there?')).status).toBe(401)
  const next = test.refreshToken()
  expect((await test.session({ refresh, next })).status).toBe(403)
  const again = await test.startAgain()
  expect((await again.session({ refresh, next })).status).toBe(403)
  await run('enabled=true')
  expect((await ada.append(thread, 'Anybody there?')).status).toBe(201)
  for (const { session } of [test, again]) {
    const { body } = await session({ refresh, next })
    expect(body.settings).toEqual({ ...DEFAULT_SETTINGS, greeting: 'Back on Monday' })
  }
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
  [
    'no_such_setting=1',
    /^There is no setting no_such_setting\. There are: enabled, name, .*, widget_/,
  ],
  ['__proto__={}', /^There is no setting __proto__\./],
  ['enabled=perhaps', /^enabled: /],
  ['name=5', /^name: /],
  ['suggestions=["Prices",1]', /^suggestions\.1: /],
  ['position=top_left', /^position: /],
  [`color=${'a'.repeat(101)}`, /^color: Ensure this field has no more than 100 characters/],
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
