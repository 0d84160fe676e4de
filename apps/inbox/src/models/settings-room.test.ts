import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { openSettings } from '../settings/open-settings.tsx'
import { createFakeSettings } from '../testing/fake-settings.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { createSettingsRoom } from './settings-room.ts'
import { createTeam } from './team.ts'

function enter() {
  const fake = createFakeSettings()
  const part = signal<string | null>(null)
  let loads = 0
  let isOffline = false
  const room = createSettingsRoom({
    client: fake.client,
    team: createTeam(createFakeSettings().client.agents),
    part,
    async load() {
      loads += 1
      if (isOffline) throw new TypeError('no network')
      return { openSettings }
    },
    storage: createMemoryStorage,
    onFailed: () => {},
  })
  return {
    fake,
    part,
    room,
    loads: () => loads,
    goOffline(wanted: boolean) {
      isOffline = wanted
    },
  }
}

it('fetches the settings when they are opened, and once', async () => {
  const { fake, part, room, loads } = enter()
  await settle()
  expect([loads(), fake.requests]).toEqual([0, []])
  part.value = ''
  expect(room.state.value.kind).toBe('loading')
  await settle()
  const first = room.state.value
  part.value = null
  expect(room.state.value.kind).toBe('closed')
  part.value = 'hours'
  expect([room.state.value, loads()]).toEqual([first, 1])
  expect(fake.requests).toEqual(['GET settings/'])
})

it('says that they could not be fetched, and fetches again', async () => {
  const { part, room, goOffline } = enter()
  goOffline(true)
  part.value = ''
  await settle()
  expect(room.state.value.kind).toBe('failed')
  goOffline(false)
  room.retry()
  await settle()
  expect(room.state.value.kind).toBe('open')
})

it('stays closed when one has left before they came', async () => {
  const { part, room } = enter()
  part.value = ''
  part.value = null
  await settle()
  expect(room.state.value.kind).toBe('closed')
})
