import { createSeededRandom, type ManualClock } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { createApiKey, openProject } from '../auth/projects.ts'
import { DEFAULTS } from '../server-options.ts'
import type { Store } from '../store/store.ts'
import { openTestStore, TEST_POLICY } from '../testing/test-database.ts'
import { postMessage } from '../thread/post-message.ts'
import { findOrCreateThread, saveThread } from '../thread/thread.ts'
import { beginRun } from './begin-run.ts'
import { renewLease } from './run-writer.ts'
import { createSweeper, type SweeperPorts } from './sweep.ts'

const random = createSeededRandom(3).fill
const { runLeaseMs } = TEST_POLICY

/** A store with three active runs: nobody's, and two with a lease, one of them from a fast clock. */
async function openWithRuns(): Promise<{
  store: Store
  clock: ManualClock
  active(): Promise<string[]>
  renew(title: string): Promise<void>
}> {
  const { store, clock } = await openTestStore({ hasAssistant: true })
  await store.write((tx) => openProject(tx, random, {}))
  for (const [title, lease] of [
    ['unclaimed', null],
    ['live', clock.now()],
    ['dead', clock.now() + 10 * runLeaseMs],
  ] as const) {
    await store.write(async (tx) => {
      const thread = await findOrCreateThread(tx, { id: tx.createId(), project: 1, visitor: null })
      await postMessage(tx, thread, { id: tx.createId(), author: 'visitor', content: title })
      await beginRun(tx, thread)
      saveThread(tx, thread)
      const { run_id: id } = thread.conversation
      await tx.db
        .updateTable('runs')
        .set({ lease_until: lease })
        .where('id', '=', id ?? '')
        .execute()
    })
  }
  const active = (): Promise<string[]> =>
    store.read(async (tx) => {
      const rows = await tx.db
        .selectFrom('conversations')
        .select('title')
        .where('run_id', 'is not', null)
        .execute()
      return rows.map(({ title }) => title ?? '').sort()
    })
  async function renew(title: string): Promise<void> {
    await store.write(async (tx) => {
      const { id } = await tx.db
        .selectFrom('conversations')
        .select('run_id as id')
        .where('title', '=', title)
        .executeTakeFirstOrThrow()
      await renewLease(tx, { run: id ?? '', project: 1, conversation: '', epoch: 0 })
    })
  }
  return { store, clock, active, renew }
}

it.each<[string, Partial<SweeperPorts>, string[]]>([
  ['ends what nobody has renewed for the time of a lease', {}, ['live', 'unclaimed']],
  ['spares what this process answers', { isHeld: () => true }, ['dead', 'live', 'unclaimed']],
  ['ends what nobody will ever claim', { hasRunner: false }, ['live']],
])('[SV16] %s', async (_what, ports, left) => {
  const { store, clock, active, renew } = await openWithRuns()
  const sweeper = createSweeper({
    store,
    clock,
    isHeld: () => false,
    hasRunner: true,
    runLeaseMs,
    log: DEFAULTS.log,
    ...ports,
  })
  await sweeper.look({ isSoleProcess: false })
  await clock.advance(runLeaseMs - 1)
  await renew('live')
  await sweeper.look({ isSoleProcess: false })
  await clock.advance(1)
  await sweeper.look({ isSoleProcess: false })
  expect(await active()).toEqual(left)
  sweeper.close()
  expect(clock.pending).toBe(0)
})

it('[SV16] ends every lease at once when no other process can be alive', async () => {
  const { store, clock, active } = await openWithRuns()
  const ports = { store, clock, log: DEFAULTS.log, isHeld: () => false, runLeaseMs }
  const sweeper = createSweeper({ ...ports, hasRunner: true })
  await sweeper.look({ isSoleProcess: true })
  expect(await active()).toEqual(['unclaimed'])
})

it('[SV16] lets a holder write only under the epoch that it claimed', async () => {
  const { store } = await openWithRuns()
  const renewed = await store.write(async (tx) => {
    const run = await tx.db.selectFrom('runs').selectAll().executeTakeFirstOrThrow()
    await tx.db.updateTable('runs').set({ epoch: 2 }).where('id', '=', run.id).execute()
    const claim = { project: 1, run: run.id, conversation: run.conversation_id }
    return [
      await renewLease(tx, { ...claim, epoch: 1 }),
      await renewLease(tx, { ...claim, epoch: 2 }),
    ]
  })
  expect(renewed).toEqual([false, true])
})

it('[SV3] leaves nothing of a transaction that throws, wake-ups included', async () => {
  const { store } = await openWithRuns()
  const woken: string[] = []
  // Of a project that nothing else has told of: that would be on its way, where wake-ups travel.
  store.wakeUps.subscribe('project:2', () => woken.push('project'))
  const failed = store.write(async (tx) => {
    await createApiKey(tx, random)
    tx.wake('project:2')
    throw new Error('after the write')
  })
  await expect(failed).rejects.toThrow('after the write')
  const keys = await store.read((tx) => tx.db.selectFrom('api_keys').selectAll().execute())
  expect([keys, woken]).toEqual([[], []])
})
