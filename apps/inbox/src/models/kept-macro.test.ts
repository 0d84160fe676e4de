import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildMacro } from '../testing/build.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createKeptMacro, MACRO_NAME, type MacroDraft } from './kept-macro.ts'
import { createMacros } from './macros.ts'

const DRAFT: MacroDraft = {
  id: 'macro-1',
  name: 'Thanks',
  text: 'Thank you',
  was: { name: 'Thanks', text: 'Thx' },
}

async function opening() {
  const { api, client } = openFakeApi()
  api.macros.set('macro-1', buildMacro(1, { name: 'Thanks', text: 'Thx' }))
  const storage = createMemoryStorage()
  const open = async () => {
    const macros = createMacros(
      client.macros,
      createKeptMacro(() => storage),
    )
    await settle()
    return macros
  }
  return { storage, open }
}

it('has the macro that was being written after a reload, until it is saved', async () => {
  const { storage, open } = await opening()
  const before = await open()
  before.draft.value = DRAFT
  before.close()
  const macros = await open()
  const found = macros.draft.value
  if (found === null) throw new Error('no draft')
  await macros.save(found)
  expect([found, macros.draft.value, storage.getItem(MACRO_NAME)]).toEqual([DRAFT, null, null])
})

it.each(['{', 'null', '7', '{"name":"a"}'])('reads nothing from %s', (text) => {
  const storage = createMemoryStorage()
  storage.setItem(MACRO_NAME, text)
  expect(createKeptMacro(() => storage).read()).toBeNull()
})

it('keeps nothing, and breaks nothing, where storage is blocked', () => {
  const kept = createKeptMacro(() => {
    throw new Error('blocked')
  })
  kept.write(DRAFT)
  expect(kept.read()).toBeNull()
})
