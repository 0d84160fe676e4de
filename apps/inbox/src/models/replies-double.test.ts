import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { browsing } from '../testing/browsing.ts'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { UNDO_MS } from './reply.ts'

const HELD = 'porchlight.inbox.held'

/** A tab that holds a reply, and what the browser makes of it when it is doubled. */
function doubling() {
  const browser = browsing()
  const first = browser.openTab()
  const reply = first.replies.to('one')
  reply.write('It left today.')
  reply.submit()
  const tab = createMemoryStorage()
  tab.setItem(HELD, first.tab.getItem(HELD) ?? '')
  const openDouble = () => browser.openTab({ tab }).replies.to('one')
  return { ...browser, first: reply, openDouble }
}

it('is posted once from a tab and from its double, which holds it too', async () => {
  const { openDouble, pass, posted } = doubling()
  const double = openDouble()
  const kind = double.state.value.kind
  await pass(UNDO_MS)
  expect([kind, posted(), double.text.value]).toEqual(['held', ['It left today.'], ''])
})

it('is asked for once where the double hears that it was posted', async () => {
  const { first, openDouble, tell, pass, requests } = doubling()
  const double = openDouble()
  first.sendNow()
  await settle()
  tell()
  const seen = [double.text.value, double.state.value.kind]
  await pass(UNDO_MS)
  expect([seen, requests()]).toEqual([['', 'idle'], 1])
})

it('is not sent by the double of a tab in which it was undone', async () => {
  const { first, openDouble, pass, posted } = doubling()
  const double = openDouble()
  first.undo()
  await pass(UNDO_MS)
  expect([posted(), double.text.value, double.state.value.kind]).toEqual([
    [],
    'It left today.',
    'idle',
  ])
})

it('is not sent by the double of a tab in which it was undone and emptied', async () => {
  const { first, openDouble, tell, pass, requests } = doubling()
  const double = openDouble()
  first.undo()
  first.write('')
  tell()
  const kind = double.state.value.kind
  await pass(UNDO_MS)
  expect([kind, double.text.value, requests()]).toEqual(['idle', '', 0])
})

it('is not sent by the double of a tab in which it was undone, written anew, and emptied', async () => {
  const { first, openDouble, tell, pass, requests } = doubling()
  const double = openDouble()
  first.undo()
  tell()
  first.write('It leaves tomorrow.')
  tell()
  first.write('')
  tell()
  await pass(UNDO_MS)
  expect([double.state.value.kind, double.text.value, requests()]).toEqual(['idle', '', 0])
})

it('is sent when it was last to be, and not when its double held it for', async () => {
  const { first, openDouble, pass, posted } = doubling()
  const double = openDouble()
  await pass(UNDO_MS - 1_000)
  first.undo()
  first.submit()
  await pass(UNDO_MS - 1)
  const early = [posted(), double.text.value, double.state.value.kind]
  await pass(1)
  expect([early, posted()]).toEqual([[[], 'It left today.', 'idle'], ['It left today.']])
})

it('is not held by a tab that comes back to what another has held anew', async () => {
  const { first, openDouble, pass, requests } = doubling()
  await pass(1_000)
  first.undo()
  first.submit()
  const double = openDouble()
  const kind = double.state.value.kind
  await pass(UNDO_MS - 1_000)
  expect([kind, requests()]).toEqual(['idle', 0])
})
