import { expect, it } from 'vitest'
import { createMemoryStorage } from '../testing/memory-storage.ts'
import { createDrafts } from './drafts.ts'

const DRAFT = { text: 'Hello', isPrivate: true, key: 'k' }

function keeping() {
  const browser = createMemoryStorage()
  const tab = createMemoryStorage()
  const open = () => createDrafts({ browser: () => browser, tab: () => tab })
  return { browser, tab, open }
}

it('finds again what was kept, and what is held by this tab alone', () => {
  const { browser, open } = keeping()
  open().write('one', DRAFT)
  open().hold('one', 5)
  const other = createDrafts({ browser: () => browser, tab: createMemoryStorage })
  expect([open().read('one'), open().held().get('one'), other.held().size]).toEqual([DRAFT, 5, 0])
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
  const drafts = createDrafts({ browser: blocked, tab: blocked })
  drafts.write('one', DRAFT)
  drafts.hold('one', 5)
  drafts.clear()
  expect([drafts.read('one'), drafts.held().size]).toEqual([null, 0])
})
