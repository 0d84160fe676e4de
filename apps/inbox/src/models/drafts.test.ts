import { expect, it } from 'vitest'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { createDrafts, type Draft } from './drafts.ts'

const DRAFT: Draft = {
  text: 'Hello',
  isPrivate: true,
  key: 'k',
  sources: [{ title: 'Returns', url: null }],
  isTried: false,
  meant: { until: 5, ticketNumber: 12 },
  over: 'Hell',
}

function keeping() {
  const browser = createMemoryStorage()
  const tab = createMemoryStorage()
  const events = new EventTarget()
  const open = () => createDrafts({ browser: () => browser, tab: () => tab, events })
  return { browser, tab, events, open }
}

it('finds again what was kept, and what is held by this tab alone', () => {
  const { browser, events, open } = keeping()
  open().write('one', DRAFT)
  open().hold('one', 5)
  const other = createDrafts({ browser: () => browser, tab: createMemoryStorage, events })
  expect([open().read('one'), open().held().get('one'), other.held().size]).toEqual([DRAFT, 5, 0])
  expect([open().left(), other.left()]).toEqual([new Map(), new Map([['one', DRAFT.meant]])])
})

it('tells of what other tabs have written, and of nothing else', () => {
  const { events, open } = keeping()
  const told: string[] = []
  const stop = open().follow((ticketId) => told.push(ticketId))
  const hear = (key: string | null) =>
    events.dispatchEvent(Object.assign(new Event('storage'), { key }))
  for (const key of ['porchlight.inbox.draft.one', 'somebody.else', null]) hear(key)
  stop()
  hear('porchlight.inbox.draft.two')
  expect(told).toEqual(['one'])
})

it('reads what an older version has kept, and leaves out what makes no sense', () => {
  const { browser, open } = keeping()
  const old = { text: 'Hello', isPrivate: true, key: 'k' }
  const none = { ...old, isTried: true, sources: [], meant: null, over: null }
  browser.setItem('porchlight.inbox.draft.one', JSON.stringify(old))
  const odd = { ...old, sources: [7, { title: 1 }, null], meant: { until: 'x' } }
  browser.setItem('porchlight.inbox.draft.two', JSON.stringify(odd))
  expect([open().read('one'), open().read('two')]).toEqual([none, none])
})

it('reads nothing from what somebody else has written there', () => {
  const { browser, tab, open } = keeping()
  for (const text of ['{', 'null', '7', '{"text":7}']) {
    browser.setItem('porchlight.inbox.draft.one', text)
    tab.setItem('porchlight.inbox.held', text)
    expect([open().read('one'), [...open().held().values()].every(Number.isFinite)]).toEqual([
      null,
      true,
    ])
  }
})

it('forgets its own and nothing else', () => {
  const { browser, open } = keeping()
  browser.setItem('somebody.else', '1')
  for (const id of ['one', 'two', 'three']) open().write(id, DRAFT)
  open().clear()
  expect([open().read('one'), open().read('three'), browser.length]).toEqual([null, null, 1])
})

it('keeps nothing, and breaks nothing, where storage is blocked', () => {
  const blocked = () => {
    throw new Error('blocked')
  }
  const drafts = createDrafts({ browser: blocked, tab: blocked, events: new EventTarget() })
  drafts.write('one', DRAFT)
  drafts.hold('one', 5)
  drafts.clear()
  expect([drafts.read('one'), drafts.held().size, drafts.left().size]).toEqual([null, 0, 0])
})
