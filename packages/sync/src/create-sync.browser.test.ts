/** The same core on a real IndexedDB, real Web Locks and a real BroadcastChannel. */
import { systemClock } from '@porchlight/protocol'
import { createScriptedServer, type ScriptedServer } from '@porchlight/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBrowserPorts } from './browser-ports.ts'
import { createSync } from './create-sync.ts'
import { createCredentialStore } from './store/credentials.ts'
import { openIndexedDb } from './store/indexed-db.ts'
import type { Sync } from './sync.ts'
import { createExclusive } from './tabs/exclusive.ts'

describe('createSync in a browser', () => {
  let name: string
  let server: ScriptedServer
  let open: Sync[]

  function openTab(): Sync {
    const sync = createSync({ name, transport: () => server.transport() })
    open.push(sync)
    return sync
  }

  function texts(sync: Sync): string[] {
    const thread = sync.status.get().currentThread
    return thread === null
      ? []
      : sync
          .thread(thread)
          .get()
          .messages.map((message) => message.content)
  }

  const posted = (): string[] =>
    server.threads.flatMap((thread) => server.posted(thread).map((message) => message.content))

  beforeEach(() => {
    name = `test ${crypto.randomUUID()}`
    server = createScriptedServer(systemClock)
    open = []
  })

  afterEach(async () => {
    await Promise.all(open.map((sync) => sync.close()))
    indexedDB.deleteDatabase(name)
  })

  it('[OB1] has after closing and opening again what was written offline, and sends it', async () => {
    server.cut()
    const first = openTab()
    for (const content of ['one', 'two', 'three']) await first.send({ content })
    await first.close()

    server.restore()
    const second = openTab()
    await expect.poll(posted).toEqual(['one', 'two', 'three'])
    await expect.poll(() => texts(second)).toEqual(['one', 'two', 'three'])
  })

  it('[OB10] keeps a burst in the order of the calls', async () => {
    server.cut()
    const sync = openTab()
    const contents = Array.from({ length: 200 }, (_, i) => `message ${i}`)
    const results = await Promise.all(contents.map((content) => sync.send({ content })))
    expect(results.every((result) => result.kind === 'stored')).toBe(true)
    await expect.poll(() => texts(sync)).toEqual(contents.slice(-50))
  })

  it('[OB4] joins the first messages of two tabs in one thread', async () => {
    const [one, two] = [openTab(), openTab()]
    await Promise.all([one.send({ content: 'a' }), two.send({ content: 'b' })])
    await expect.poll(() => [...posted()].sort()).toEqual(['a', 'b'])
    expect(server.threads).toHaveLength(1)
  })

  it('[TB2] [TB4] hands the lead over by Web Lock, and news over by channel', async () => {
    const [one, two] = [openTab(), openTab()]
    await expect
      .poll(() => [one, two].map((sync) => sync.status.get().connection))
      .toEqual(['online', 'online'])
    const leads = (sync: Sync): boolean => sync.status.get().isLeader
    expect([one, two].filter(leads)).toHaveLength(1)
    const [leader, follower] = leads(one) ? [one, two] : [two, one]

    await leader.send({ content: 'Hello' })
    await expect.poll(() => texts(follower)).toEqual(['Hello'])
    await leader.close()
    await expect.poll(() => leads(follower)).toBe(true)
    await follower.send({ content: 'Still here' })
    await expect.poll(posted).toEqual(['Hello', 'Still here'])
  })

  it('[PP1] shows the history while the server is down', async () => {
    const first = openTab()
    await first.send({ content: 'Hello' })
    await expect.poll(posted).toEqual(['Hello'])
    await first.close()
    server.cut()
    const second = openTab()
    await expect.poll(() => texts(second)).toEqual(['Hello'])
  })

  it('keeps the credentials, one task at a time', async () => {
    const ports = createBrowserPorts(name)
    const database = await openIndexedDb({ name, page: ports.page, onOutdated() {} })
    const store = createCredentialStore(database, createExclusive(ports.locks, `${name}:session`))
    const row = { refresh: null, next: 'plr_next', access: null, visitor: null, project: null }
    expect(await store.read()).toBeNull()
    expect(await store.replace(null, row)).toBe(true)
    expect(await store.replace(null, { ...row, next: 'plr_other' })).toBe(false)
    expect(await store.read()).toEqual(row)
    const order: string[] = []
    await Promise.all(
      ['first', 'second'].map((task) =>
        store.exclusive(async () => {
          order.push(`${task} begins`)
          await store.read()
          order.push(`${task} ends`)
        }),
      ),
    )
    expect(order).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
    ports.channel?.close()
    database.close()
  })
})
