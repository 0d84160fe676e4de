import { describe, expect, it } from 'vitest'
import { lockVisitor } from '../auth/lock-visitor.ts'
import { eraseRows } from '../erase/erase-rows.ts'
import { eraseVisitor } from '../erase/erase-visitor.ts'
import type { Store, Tx } from '../store/store.ts'
import { holdOpen, untilSomebodyWaits } from '../testing/hold-open.ts'
import { addSecret, person, SECRET, stockClient } from '../testing/stock-client.ts'
import { ENGINE, openStoreOn } from '../testing/test-database.ts'
import { openTestStoreWithProject } from '../testing/test-project.ts'
import { type Answer, startTestServer } from '../testing/test-server.ts'
import { findOrCreateThread } from '../thread/thread.ts'
import { openBrowser } from './caller.ts'

const SESSION = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'

const openBrowserOf = (tx: Tx): Promise<string> =>
  openBrowser(tx, { project: 1, sessionId: SESSION })

const visitorsOf = (store: Store): Promise<string[]> =>
  store.read(async ({ db }) => {
    const rows = await db.selectFrom('visitors').select('id').execute()
    return rows.map(({ id }) => id)
  })

describe('[SV151] a browser whose visitor is erased while it writes by a stock client', () => {
  it('(PostgreSQL: many writers) is answered as ever, and begins as somebody else', async () => {
    const test = await startTestServer()
    const client = stockClient(test, { widget_session_id: SESSION, distinct_id: 'anonymous' })
    await openStoreOn(test.place, async (store) => {
      const before = await store.write(openBrowserOf)
      const erasing = await holdOpen(store, async (tx) => {
        await lockVisitor(tx, before)
        await eraseRows(tx, 'visitor', before)
      })
      const sent = await erasing.commitDuring(() => client.post('/message', { message: 'Hello' }))
      expect(sent.status).toBe(200)
      expect(await client.texts(sent.body.ticket_id)).toEqual(['Hello'])
      expect(await visitorsOf(store)).toEqual([expect.not.stringContaining(before)])
    })
  })

  it('is answered as ever when erasing begins as it opens a thread, which goes too', async () => {
    const { store } = await openTestStoreWithProject()
    let erasing: Promise<unknown> = Promise.resolve()
    await store.write(openBrowserOf)
    await store.write(async (tx) => {
      const visitor = await openBrowserOf(tx)
      erasing = eraseVisitor(store, visitor)
      await Promise.race([erasing, untilSomebodyWaits(store)])
      await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor })
    })
    expect(await erasing).toEqual({ visitors: 1, threads: 1 })
    expect(await visitorsOf(store)).toEqual([])
  })

  it('leaves no thread behind that it opens while everything else is gone already', async () => {
    const { store } = await openTestStoreWithProject()
    const visitor = await store.write(openBrowserOf)
    let writes = 0
    const beside: Store = {
      ...store,
      async write(work) {
        writes += 1
        // The first has taken the tokens away, and by the second the visitor would be gone.
        if (writes !== 2) return await store.write(work)
        const opening = await holdOpen(store, async (tx) => {
          await findOrCreateThread(tx, {
            id: tx.createId(),
            project: 1,
            visitor: await openBrowserOf(tx),
          })
        })
        return await opening.commitDuring(() => store.write(work))
      },
    }
    expect(await eraseVisitor(beside, visitor)).toEqual({ visitors: 1, threads: 1 })
    expect(await visitorsOf(store)).toEqual([])
  })
})

it.skipIf(ENGINE !== 'postgres')(
  '[SV148] (PostgreSQL: many writers) a person who takes over a ticket locks who they are before its thread',
  async () => {
    const test = await startTestServer()
    await addSecret(test, SECRET)
    const alice = stockClient(test, person('alice'))
    await alice.send('Mine')
    const claiming = { widget_session_id: SESSION, distinct_id: 'alice' }
    const { ticket_id } = await stockClient(test, claiming).send('I say I am Alice')
    await openStoreOn(test.place, async (store) => {
      let taking: Promise<Answer> | null = null
      await store.write(async ({ db }) => {
        const visitors = db.selectFrom('visitors').select('id').where('subject', '=', 'alice')
        await visitors.forUpdate().execute()
        taking = alice.post('/message', { message: 'Mine too', ticket_id })
        await untilSomebodyWaits(store)
        expect(await store.write((tx) => isFree(tx, ticket_id))).toBe(true)
      })
      expect(await taking).toMatchObject({ status: 200 })
    })
  },
)

/** Whether nobody has the thread of a ticket locked. */
async function isFree({ db }: Tx, ticket: string): Promise<boolean> {
  const free = await db
    .selectFrom('conversations')
    .select('id')
    .where('id', '=', (eb) =>
      eb.selectFrom('tickets').select('conversation_id').where('id', '=', ticket),
    )
    .forUpdate()
    .skipLocked()
    .execute()
  return free.length > 0
}
