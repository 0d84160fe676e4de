import type { ClientError } from '@porchlight/client'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createFakeSettings } from '../testing/fake-settings.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { createKeptEdits, EDITS_NAME } from './kept-edits.ts'
import { createSettingsForm } from './settings-form.ts'

async function open({ fake = createFakeSettings(), storage = createMemoryStorage() } = {}) {
  const failures: ClientError[] = []
  const form = createSettingsForm({
    client: fake.client.settings,
    kept: createKeptEdits(() => storage),
    onFailed: (error) => failures.push(error),
  })
  await settle()
  return { fake, storage, form, failures }
}

it('sends what is changed and nothing else, in the state that was read', async () => {
  const { fake, form } = await open()
  form.set('greeting', 'Ahoy')
  form.set('widget_domains', ['a.com', ' ', ''])
  form.set('name', 'Other')
  form.set('name', 'Support')
  expect(form.changed.value).toEqual(['greeting', 'widget_domains'])
  await form.send()
  expect(fake.requests.at(-1)).toBe(
    'PATCH settings/ {"version":"v1","widget":{"greeting":"Ahoy"},"conversations":{"widget_domains":["a.com"]}}',
  )
  expect([form.changed.value, form.save.value, form.values.value?.greeting]).toEqual([
    [],
    { kind: 'saved' },
    'Ahoy',
  ])
})

it('keeps what is changed through a failure and a reload of the page, and sends it then', async () => {
  const { fake, storage, form, failures } = await open()
  form.set('greeting', 'Ahoy')
  fake.fail('PATCH', 'offline')
  await form.send()
  expect([form.save.value.kind, failures.length]).toEqual(['failed', 1])
  const again = await open({ fake, storage })
  expect(again.form.values.value?.greeting).toBe('Ahoy')
  await again.form.send()
  expect([fake.now().widget.greeting, storage.length]).toEqual(['Ahoy', 0])
})

it('leaves out what was kept by another version of the page', async () => {
  const storage = createMemoryStorage()
  const kept = { greeting: 5, hours: 'always', colour: 'red', name: 'Kept' }
  storage.setItem(EDITS_NAME, JSON.stringify({ plw_fake: { edits: kept }, name: 'Older' }))
  const { form } = await open({ storage })
  expect(form.changed.value).toEqual(['name'])
})

it('asks after a reload of the page too where somebody else has changed the same meanwhile', async () => {
  const { fake, storage, form } = await open()
  form.set('greeting', 'Mine')
  form.set('name', 'Mine, too')
  fake.change({ widget: { greeting: 'Theirs' } })
  const crossed = { kind: 'crossed', names: ['greeting'] }
  const again = await open({ fake, storage })
  expect(again.form.save.value).toEqual(crossed)
  const undecided = await open({ fake, storage })
  expect(undecided.form.save.value).toEqual(crossed)
  await undecided.form.send()
  expect(fake.now().widget).toMatchObject({ greeting: 'Mine', name: 'Mine, too' })
})

it('keeps what was changed in one project apart from another, until somebody signs out', async () => {
  const { storage, form } = await open()
  form.set('greeting', 'Of the first')
  const other = createFakeSettings('plw_other')
  const second = await open({ fake: other, storage })
  expect(second.form.changed.value).toEqual([])
  second.form.set('greeting', 'Of the second')
  expect((await open({ storage })).form.values.value?.greeting).toBe('Of the first')
  createKeptEdits(() => storage).clear()
  expect(storage.length).toBe(0)
})

it('says at which setting the server finds something wrong, until that is changed', async () => {
  const { fake, form } = await open()
  form.set('widget_domains', ['a.com', 'b c'])
  fake.fail('PATCH', { status: 400, attr: 'conversations.widget_domains.1', detail: 'No host.' })
  await form.send()
  expect(form.save.value).toEqual({
    kind: 'refused',
    name: 'widget_domains',
    place: '1',
    detail: 'No host.',
  })
  form.set('name', 'Other')
  expect(form.save.value.kind).toBe('refused')
  form.set('widget_domains', ['a.com'])
  expect(form.save.value.kind).toBe('idle')
})

it('sends again what somebody else has left alone', async () => {
  const { fake, form } = await open()
  form.set('greeting', 'Ahoy')
  fake.change({ widget: { name: 'Theirs' } })
  await form.send()
  expect([form.save.value.kind, fake.now().widget]).toMatchObject([
    'saved',
    { greeting: 'Ahoy', name: 'Theirs' },
  ])
  expect(form.values.value?.name).toBe('Theirs')
})

it('asks where both have changed the same, and ours stands when we say so', async () => {
  const { fake, form } = await open()
  form.set('greeting', 'Mine')
  form.set('name', 'Mine, too')
  fake.change({ widget: { greeting: 'Theirs' } })
  await form.send()
  expect([form.save.value, fake.now().widget.greeting]).toEqual([
    { kind: 'crossed', names: ['greeting'] },
    'Theirs',
  ])
  expect(form.values.value?.greeting).toBe('Mine')
  await form.send()
  expect(fake.now().widget).toMatchObject({ greeting: 'Mine', name: 'Mine, too' })
})

it('takes theirs where both have changed the same, and keeps the rest of ours', async () => {
  const { fake, form } = await open()
  form.set('greeting', 'Mine')
  form.set('name', 'Mine, too')
  fake.change({ widget: { greeting: 'Theirs' } })
  await form.send()
  form.takeTheirs()
  expect([form.values.value?.greeting, form.changed.value, form.save.value.kind]).toEqual([
    'Theirs',
    ['name'],
    'idle',
  ])
})

it('keeps what is changed while a save is under way', async () => {
  const { form } = await open()
  form.set('greeting', 'First')
  const sending = form.send()
  form.set('greeting', 'Second')
  await sending
  expect([form.changed.value, form.values.value?.greeting]).toEqual([['greeting'], 'Second'])
})

it('keeps what is set back to the saved value while another one is on its way', async () => {
  const { fake, form } = await open()
  form.set('greeting', 'First')
  const sending = form.send()
  form.set('greeting', '')
  await sending
  expect([form.changed.value, form.values.value?.greeting]).toEqual([['greeting'], ''])
  await form.send()
  expect(fake.now().widget.greeting).toBe('')
})

it.each<[string, 'offline' | { status: number }, string[]]>([
  ['may have come through', 'offline', ['greeting']],
  ['was refused', { status: 400 }, []],
])('knows what is set back as changed after a save that %s', async (_, fault, left) => {
  const { fake, form } = await open()
  form.set('greeting', 'First')
  fake.fail('PATCH', fault)
  const sending = form.send()
  form.set('greeting', '')
  await sending
  expect(form.changed.value).toEqual(left)
})

it('takes back what is not saved', async () => {
  const { form, storage } = await open()
  form.set('greeting', 'Ahoy')
  form.discard()
  expect([form.values.value?.greeting, form.changed.value, storage.length]).toEqual(['', [], 0])
})

it('says why there is nothing to see, and reads again', async () => {
  const fake = createFakeSettings()
  fake.fail('GET', { status: 403 })
  const { form } = await open({ fake })
  expect([form.state.value.kind, form.values.value]).toEqual(['failed', null])
  await form.reload()
  expect(form.state.value.kind).toBe('ready')
})
