import 'fake-indexeddb/auto'
import { settle } from '@porchlight/testkit'
import { describe, expect, it, vi } from 'vitest'
// At hand, so that a test need not wait for the file.
import '../store/make-room.ts'
import { isOnline, states, until } from '../testing/browser.ts'
import { useBrowser } from '../testing/use-browser.ts'

describe('with a disk without room', () => {
  const browser = useBrowser()
  const { posted } = browser

  function fillDisk(): void {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError')
    })
  }

  it('[ST7] sends what cannot be stored at once, in the thread that is there', async () => {
    const { sync } = browser.open()
    await until(() => isOnline(sync))
    await sync.send({ content: 'stored' })
    await until(() => states(sync).join() === 'sent')
    fillDisk()
    expect(await sync.send({ content: 'sent from memory' })).toMatchObject({ kind: 'stored' })
    expect(posted()).toEqual(['stored', 'sent from memory'])
  })

  it('[ST7] opens a thread for it when there is none', async () => {
    const { sync } = browser.open()
    await until(() => isOnline(sync))
    fillDisk()
    expect(await sync.send({ content: 'first of all' })).toMatchObject({ kind: 'stored' })
    expect(posted()).toEqual(['first of all'])
  })

  it('[ST7] says that nothing is stored when the answer is lost, and posts the text once if it is sent again', async () => {
    const { sync } = browser.open()
    await until(() => isOnline(sync))
    await sync.send({ content: 'stored' })
    await until(() => states(sync).join() === 'sent')
    fillDisk()
    browser.server.script({ kind: 'cut_after' })
    expect(await sync.send({ content: 'lost answer' })).toMatchObject({ kind: 'not_stored' })
    expect(await sync.send({ content: 'lost answer' })).toMatchObject({ kind: 'stored' })
    expect(posted()).toEqual(['stored', 'lost answer'])
  })

  it('[ST7] [OB2] lets nothing that finds room after it overtake it', async () => {
    const { sync } = browser.open()
    await until(() => isOnline(sync))
    await sync.send({ content: 'stored' })
    await until(() => states(sync).join() === 'sent')
    let release = (): void => {}
    const until1 = new Promise<void>((resolve) => {
      release = resolve
    })
    browser.server.script({ kind: 'hold', until: until1 })
    fillDisk()
    const first = sync.send({ content: 'from memory' })
    for (let turns = 0; turns < 10; turns++) await settle()
    vi.restoreAllMocks()
    const second = sync.send({ content: 'has room' })
    for (let turns = 0; turns < 10; turns++) await settle()
    release()
    expect([await first, await second]).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }])
    await until(() => posted().length === 3)
    expect(posted()).toEqual(['stored', 'from memory', 'has room'])
  })

  it('[ST7] [I3] [I4] sends nothing while another tab does the same', async () => {
    const { sync } = browser.open()
    const { sync: other } = browser.open()
    await until(() => isOnline(sync) && isOnline(other))
    await sync.send({ content: 'stored' })
    await until(() => states(sync).join() === 'sent' && states(other).join() === 'sent')
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    browser.server.script({ kind: 'hold', until: held })
    fillDisk()
    const first = sync.send({ content: 'one' })
    for (let turns = 0; turns < 10; turns++) await settle()
    const second = other.send({ content: 'two' })
    for (let turns = 0; turns < 10; turns++) await settle()
    release()
    expect([await first, await second]).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }])
    expect(posted()).toEqual(['stored', 'one', 'two'])
  })

  it('[ST7] says that nothing is stored when there is no connection either', async () => {
    const { sync, tab } = browser.open()
    await until(() => isOnline(sync))
    browser.server.cut()
    tab.signal('offline')
    await until(() => sync.status.get().connection === 'offline')
    fillDisk()
    expect(await sync.send({ content: 'nowhere' })).toMatchObject({ kind: 'not_stored' })
    expect(posted()).toEqual([])
  })
})
